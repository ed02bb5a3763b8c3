import { z } from "zod";
import { CHUNK_BYTES } from "../../db/blobs.ts";
import { LostAnswerError, RefusedError } from "../base/errors.ts";
import { retry, type RetryPolicy } from "../base/retry.ts";
import type { Twenty } from "./client.ts";
import type { Json } from "./json.ts";
import { put, type Upload } from "./links.ts";

/** Up to here a file goes whole, in one request; it is one piece of the ledger and in memory anyway. */
const MULTIPART_MAX_BYTES = CHUNK_BYTES;
/** Twenty names a link's end, 15 minutes on; a slow upload that broke off after it needs another. */
const LINKS = 3;

const UPLOAD = `mutation ($file: Upload!, $field: String!) {
  uploadFilesFieldFile(file: $file, fieldMetadataId: $field) { id }
}`;
const OPEN = `mutation ($name: String!, $size: Float!, $folder: FileFolder!, $field: String) {
  createFileUpload(filename: $name, size: $size, fileFolder: $folder, fieldMetadataId: $field) {
    fileId uploadUrl contentType
  }
}`;
const COMPLETE = `mutation ($id: String!) { completeFileUpload(fileId: $id) { id } }`;

const Uploaded = z.object({ uploadFilesFieldFile: z.object({ id: z.string() }) });
const Opened = z.object({
  createFileUpload: z.object({ fileId: z.string(), uploadUrl: z.string(), contentType: z.string() }),
});

/** Whether a value of a record is files that Twenty keeps. */
export const isFileList = (value: Json): boolean =>
  Array.isArray(value) &&
  value.some((item) => typeof item === "object" && item !== null && "fileId" in item);

/** A file on its way out. */
export interface Outgoing extends Omit<Upload, "type"> {
  name: string;
}

/**
 * Uploads a file for the files field `fieldId`; gives the file's id, which one record may then hold (contracts/twenty f). A
 * large one is never whole in memory. An empty one has to go whole: Twenty opens no link for 0 bytes.
 *
 * Every request of it may be sent again: until a record holds it the file is temporary.
 *
 * @param fieldId metadata id
 * @throws {RefusedError} Twenty does not take this file under this name.
 */
export async function uploadFile(twenty: Twenty, fieldId: string, file: Outgoing): Promise<string> {
  if (file.size > MULTIPART_MAX_BYTES) return await uploadByLink(twenty, fieldId, file);
  const whole = new File(await Array.fromAsync(file.bytes()), file.name);
  return Uploaded.parse(await twenty.upload(UPLOAD, { field: fieldId }, whole)).uploadFilesFieldFile.id;
}

async function uploadByLink(twenty: Twenty, fieldId: string, file: Outgoing): Promise<string> {
  const variables = { name: file.name, size: file.size, folder: "FilesField", field: fieldId };
  try {
    const opened = await retry(twenty.options, ANOTHER_LINK, async () => {
      const answer = await twenty.graphql("metadata", OPEN, variables, "read");
      const { createFileUpload: opened } = Opened.parse(answer);
      const upload = { type: opened.contentType, size: file.size, bytes: file.bytes };
      // The name and the size were taken; what is refused here is the link.
      await put(twenty, opened.uploadUrl, upload).catch((error) => {
        throw error instanceof RefusedError ? new LinkRefused(error.status) : error;
      });
      return opened;
    });
    await twenty.graphql("metadata", COMPLETE, { id: opened.fileId }, "read");
    return opened.fileId;
  } catch (error) {
    if (!(error instanceof LinkRefused)) throw error;
    throw new LostAnswerError("an upload", `its link was refused ${LINKS} times (${error.status})`);
  }
}

class LinkRefused extends Error {
  constructor(readonly status: number) {
    super("the link was refused");
  }
}

const ANOTHER_LINK: RetryPolicy<LinkRefused> = {
  isPassing: (error) => error instanceof LinkRefused,
  attempts: LINKS,
};
