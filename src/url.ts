/** One way to take a text apart as an address. Pure. */

/**
 * The address, or null for what is none; relative ones need a base. Not by `URL.canParse`: once V8 has compiled the code
 * that calls it, Node 20's answers false for hosts such as münchen.example, whose letters it takes for broken UTF-8.
 */
export function urlOf(text: string, base?: string): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}
