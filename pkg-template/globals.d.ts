// What a program's own types may lack: empty there, and where they are declared they merge with these and change nothing. A file of its
// own, without exports, since JSR takes no `declare global`: https://jsr.io/go/slow-type-unsupported-global-module

interface FormData {}
interface Headers {}
interface AbortSignal {}
interface SymbolConstructor {
  readonly dispose: unique symbol;
}
