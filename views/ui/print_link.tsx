/** The way to a paper; it opens beside the page, which goes on. */
export function PrintLink({ href, what }: { href: string; what: string }) {
  return (
    <p class="print-link">
      <a href={href} target="_blank" rel="noreferrer">Print to sign</a>{" "}
      <span class="quiet">{what}, nothing cut</span>
    </p>
  );
}
