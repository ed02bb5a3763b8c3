/** The address of what it stands beside, to be copied or sent. */
export function Anchor({ href, what }: { href: string; what: string }) {
  return <a class="anchor" href={href} aria-label={`Link to: ${what}`}>#</a>;
}
