import type { StoryItem } from "../model.js";
import { idFrom } from "./identity.js";
import type { Member } from "./profile.js";

/** The origin of an item among the earlier items of its story, with the reason. */
export function originFor(item: StoryItem, _members: Member[]): { origin: string; why: string } {
  return { origin: idFrom("o", item.id), why: "own report" };
}
