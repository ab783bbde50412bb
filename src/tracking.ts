/** Parameters of an address that say where a reader came from and not what the page is: one list for all that compares addresses. */

/** Whole families, by how their names begin: campaigns (utm, at, mtm, pk, hsa), mailings (mc, oly, vero), page counters. */
const FAMILIES = [
  "utm_",
  "at_",
  "ns_",
  "mc_",
  "pk_",
  "mtm_",
  "piwik_",
  "matomo_",
  "hsa_",
  "oly_",
  "vero_",
  "wt.",
  "share",
];

/** Ids of a click, and the names under which publishers count the places of their links. */
const NAMES = new Set(
  `fbclid gclid gclsrc dclid wbraid gbraid yclid ysclid msclkid twclid igshid igsh mkt_tok _hsenc _hsmi
  cmp cmpid icid ref ref_src src source smid smtyp ocid traffic_source`.split(/\s+/),
);

/** @param name of a parameter, in any case */
export function isTracking(name: string): boolean {
  const lower = name.toLowerCase();
  return NAMES.has(lower) || FAMILIES.some((family) => lower.startsWith(family));
}
