import type { Console } from "../../steps/console/console.ts";
import { accountName } from "../../steps/staging/places/make.ts";
import { findPlaces } from "../../steps/staging/places/places.ts";
import type { PlacesModel } from "../../views/places/model.ts";

/** Nothing before there are settings: names belong to one migration. */
export async function placesModel(
  { ledger, settings }: Console,
  mayPress: boolean,
): Promise<PlacesModel | undefined> {
  if (!settings) return undefined;
  return {
    ...await findPlaces(ledger, settings),
    accountName: accountName(settings.sourceUrl),
    mayPress,
  };
}
