import { z } from "zod";
import type { Twenty } from "./client.ts";

/** Above this the bytes go by a signed link: Twenty's request body ends at 10 MB (twenty/CONTRACT j15). */
const MULTIPART_MAX_BYTES = 8_000_000;

const UPLOAD = `mutation ($file: Upload!, $field: String!) {
  uploadFilesFieldFile(file: $file, fieldMetadataId: $field) { id }
}`;
const OPEN = `mutation ($name: String!, $size: Float!, $folder: FileFolder!, $field: String) {
  createFileUpload(filename: $name, size: $size, fileFolder: $folder, fieldMetadataId: $field) { fileId uploadUrl }
}`;
const COMPLETE = `mutation ($id: String!) { completeFileUpload(fileId: $id) { id } }`;

const Uploaded = z.object({ uploadFilesFieldFile: z.object({ id: z.string() }) });
const Opened = z.object({ createFileUpload: z.object({ fileId: z.string(), uploadUrl: z.string() }) });

/**
 * Uploads a file for the files field `fieldId`; gives the file's id, which one record may then hold (CONTRACT f).
 * Until a record holds it the file is temporary, so an upload whose answer was lost leaves nothing to clean up.
 */
export async function uploadFile(twenty: Twenty, fieldId: string, file: File): Promise<string> {
  if (file.size <= MULTIPART_MAX_BYTES) {
    return Uploaded.parse(await twenty.upload(UPLOAD, { field: fieldId }, file)).uploadFilesFieldFile.id;
  }
  const variables = { name: file.name, size: file.size, folder: "FilesField", field: fieldId };
  const { fileId, uploadUrl } =
    Opened.parse(await twenty.graphql("metadata", OPEN, variables, "write")).createFileUpload;
  await twenty.put(uploadUrl, file);
  await twenty.graphql("metadata", COMPLETE, { id: fileId }, "write");
  return fileId;
}
