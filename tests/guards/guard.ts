/** A few lines of the program that keep a promise, and the tests that have to notice when they are gone. */
export interface Guard {
  /** The promise, as a fact. */
  name: string;
  file: string;
  /** Stands exactly once in the file. */
  find: string;
  /** What stands there when the guard is removed. */
  replace: string;
  /** Test files, from `tests/`; one of them has to fail. */
  tests: readonly string[];
}

export interface Theme {
  title: string;
  guards: readonly Guard[];
}
