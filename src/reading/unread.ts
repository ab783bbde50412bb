/** Why no page was asked for, where nothing stood in the way. */
export const READING_OFF = "reading pages is turned off";
export const NO_ADDRESS = "the item has no address";

/** Did something keep the page back that the team should know of? */
export function isKeptBack(why: string): boolean {
  return why !== READING_OFF && why !== NO_ADDRESS;
}
