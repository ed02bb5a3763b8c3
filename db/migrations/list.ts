import one from "./000001.sql" with { type: "text" };
import two from "./000002.sql" with { type: "text" };
import three from "./000003.sql" with { type: "text" };
import four from "./000004.sql" with { type: "text" };
import five from "./000005.sql" with { type: "text" };
import six from "./000006.sql" with { type: "text" };
import seven from "./000007.sql" with { type: "text" };
import eight from "./000008.sql" with { type: "text" };

/** The ledger's schema, oldest first; the version of a ledger is how many of these it has had. */
export const MIGRATIONS: readonly string[] = [one, two, three, four, five, six, seven, eight];
