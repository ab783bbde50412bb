/** What commands and the dashboard ask: newest items and stories, and how things stand. */
import type { QueryStore } from "../ports.js";
import type { Database } from "./database.js";
import { deliveriesOf } from "./deliveries.js";
import { recentItems } from "./recent-items.js";
import { recentStories } from "./recent-stories.js";
import { status } from "./status.js";

export function createQueryStore(database: Database): QueryStore {
  return {
    recentItems: async (query) => recentItems(database, await database.now(), query),
    recentStories: async (query) => recentStories(database, await database.now(), query),
    deliveriesOf: (story) => deliveriesOf(database.db, story),
    status: async () => status(database.db, await database.now()),
  };
}
