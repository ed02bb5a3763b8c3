/** A spreadsheet runs what begins like this as a formula; what already has apostrophes before it gets one more. */
const FORMULA = /^'*[=+\-@\t\r]/;
const MARKED = /^'(?='*[=+\-@\t\r])/;

/** The cell with an apostrophe before what a spreadsheet would run, which makes it a text there. */
export const markedAsText = (cell: string): string => FORMULA.test(cell) ? `'${cell}` : cell;

/** What `markedAsText` was given. */
export const withoutMark = (cell: string): string => cell.replace(MARKED, "");
