/**
 * The shape of watch files (entity packs, vocabularies, watches) and of the short form in the main configuration.
 * Strict: an unknown key is an error that names it. What refers to what is checked when rules are compiled.
 */
import { z } from "zod";
import { FEED_KINDS, SEVERITIES } from "../enumerations.js";

/** Bounds of one file; a mistake is refused before it costs memory. */
export const MAX_NAMES_PER_LIST = 20_000;
const MAX_NAME = 120;
const MAX_REGEX = 300;
const MAX_NEAR_CHARS = 1_000;
const MAX_WATCHES = 2_000;

const idSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]{0,63}$/, "must be 1 to 64 of a-z, 0-9, dot and hyphen, beginning with a letter or digit");
const nameSchema = z.string().trim().min(1, "must not be empty").max(MAX_NAME);
const nameListSchema = z.array(nameSchema).max(MAX_NAMES_PER_LIST);
const languageKey = z
  .string()
  .regex(
    /^(any|[a-z]{2,3}!?)$/,
    "must be `any` or a language code (en, ko, ...), with ! where names count in that language alone",
  );
const namesSchema = z.union([nameListSchema, z.record(languageKey, nameListSchema)]);

const placeSchema = z.enum(["title", "text", "lead"]);
const severitySchema = z.enum(SEVERITIES);
const feedKindSchema = z.enum(FEED_KINDS);

/** A condition's text that refers to something defined elsewhere; any other text is a phrase. */
export const REFERENCE = /^(entity|kind|group|context):([a-z0-9][a-z0-9.-]*)$/;

/** A condition: a reference or phrase as plain text, or a node. */
export type Condition = string | ConditionNode;
export interface ConditionNode {
  any?: Condition[] | undefined;
  all?: Condition[] | undefined;
  none?: Condition[] | undefined;
  near?: NearNode | undefined;
  regex?: string | undefined;
  in?: "title" | "text" | "lead" | undefined;
}
export interface NearNode {
  of: Condition[];
  and: Condition[];
  within: number;
  ordered?: boolean | undefined;
  without?: Condition[] | undefined;
}

const conditionSchema: z.ZodType<Condition> = z.lazy(() => z.union([nameSchema, nodeSchema]));
const conditionsSchema = z.array(conditionSchema).min(1, "must hold at least one condition");
const nearSchema = z.strictObject({
  of: conditionsSchema,
  and: conditionsSchema,
  within: z.number().int().min(0).max(MAX_NEAR_CHARS),
  ordered: z.boolean().optional(),
  without: conditionsSchema.optional(),
});
const clauseShape = {
  any: conditionsSchema.optional(),
  all: conditionsSchema.optional(),
  none: conditionsSchema.optional(),
  near: nearSchema.optional(),
  regex: z.string().min(1).max(MAX_REGEX).optional(),
  in: placeSchema.optional(),
};
const nodeSchema: z.ZodType<ConditionNode> = z.strictObject(clauseShape);

const entitySchema = z.strictObject({
  id: idSchema,
  kind: idSchema,
  title: z.string().min(1).max(MAX_NAME).optional(),
  /** Names that speak for themselves. */
  names: namesSchema.optional(),
  /** Names that mean other things too and count only where `needs` holds. */
  weak: namesSchema.optional(),
  /** Longer or touching names that are something else: 강선우 is not 강선. */
  not: nameListSchema.optional(),
  /** Conditions that must hold in the item for its weak names to count. */
  needs: conditionsSchema.optional(),
  /** Conditions that, anywhere in the item, make all its names something else. */
  unless: conditionsSchema.optional(),
  romanised: z.boolean().optional(),
  coordinates: z
    .strictObject({
      lat: z.number().min(-90).max(90),
      lon: z.number().min(-180).max(180),
      precision: z.string().max(MAX_NAME).optional(),
    })
    .optional(),
  role: z.string().max(300).optional(),
});

const groupSchema = z.strictObject({
  title: z.string().min(1).max(MAX_NAME).optional(),
  names: namesSchema,
  not: nameListSchema.optional(),
});
const contextSchema = z.strictObject({ title: z.string().min(1).max(MAX_NAME).optional(), ...clauseShape });
const ruleSchema = z.strictObject({ id: idSchema, ...clauseShape });

const watchSchema = z.strictObject({
  id: idSchema,
  name: z.string().min(1).max(MAX_NAME).optional(),
  severity: severitySchema.default("normal"),
  ...clauseShape,
  rules: z.array(ruleSchema).min(1).optional(),
  /** BCP 47 primary languages the item must be in. */
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}$/))
    .min(1)
    .optional(),
  feeds: z.array(z.string().min(1)).min(1).optional(),
  kinds: z.array(feedKindSchema).min(1).optional(),
  /** After an alert, stay silent on new stories of this watch for so long, e.g. 6h. */
  coolingOff: z
    .string()
    .regex(/^\d+\s?(s|m|h|d)$/, "must be a number with s, m, h or d")
    .optional(),
  /** Alert only when its mentions rise far above their own habit. */
  surge: z.boolean().optional(),
  enabled: z.boolean().default(true),
});

export const watchFileSchema = z.strictObject({
  pack: z.string().min(1).max(MAX_NAME).optional(),
  entities: z.array(entitySchema).optional(),
  groups: z.record(idSchema, z.union([groupSchema, nameListSchema])).optional(),
  contexts: z.record(idSchema, contextSchema).optional(),
  watches: z
    .array(z.union([nameSchema, watchSchema]))
    .max(MAX_WATCHES)
    .optional(),
});

/** The `watches` of the main configuration: plain words or whole watches. */
export const watchListSchema = z.array(z.union([nameSchema, watchSchema])).max(MAX_WATCHES);

export type WatchFile = z.infer<typeof watchFileSchema>;
export type WatchSpec = z.infer<typeof watchSchema>;
export type WatchList = z.infer<typeof watchListSchema>;
export type EntitySpec = z.infer<typeof entitySchema>;
export type NamesSpec = z.infer<typeof namesSchema>;
