/** Texts that both databases hold and give back alike. */

/**
 * NUL (PostgreSQL refuses it, libsql reads only up to it) and lone surrogates (no UTF-8 has them) become U+FFFD. Every
 * text is brought into this form on its way into the database.
 */
export function storable(text: string): string {
  const whole = text.includes("\0") ? text.replaceAll("\0", "\uFFFD") : text;
  return whole.toWellFormed();
}
