import type { Places } from "../../steps/staging/places/places.ts";

/** The practice and its locations, with what a person has said of each. */
export interface PlacesModel extends Places {
  /** What the practice is called while nobody has said it. */
  accountName: string;
  mayPress: boolean;
}
