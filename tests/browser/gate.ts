/**
 * What a made-up step waits for. Declare it with `using` after the page that uses it: a test that fails opens it as it
 * ends, or closing the page would wait for the step for good.
 */
export class Gate implements Disposable {
  #opened = Promise.withResolvers<void>();

  isOpen = false;

  get opened(): Promise<void> {
    return this.#opened.promise;
  }

  open(): void {
    this.isOpen = true;
    this.#opened.resolve();
  }

  [Symbol.dispose](): void {
    this.open();
  }
}
