import type { MapState } from "../../db/tables.ts";

/** The field map of one target object as a picture. */
export interface MapPictureModel {
  object: string;
  label: string;
  sources: [where: string, name: string][];
  targets: string[];
  lines: PictureLine[];
  counts: Record<MapState, number>;
}

/** Places in the two columns, from 0. */
export interface PictureLine {
  from: number;
  to: number;
  state: MapState;
}
