// Python's words that have a colour, by the kinds of highlight.js, which colours the listings when the site
// is built. It treats `set` as a built-in name even in `event.set()`.

const kinds = {
  keyword: `and as assert async await break case class continue def del elif else except finally for from global if
    import in is lambda lazy match nonlocal not or pass raise return try while with yield
    Any Callable Coroutine Dict Generic List Literal Optional Sequence Set Tuple Type Union`,  // these have the same colour
  literal: 'Ellipsis False None NotImplemented True __debug__',
  built_in: `__import__ abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod
    compile complex delattr dict dir divmod enumerate eval exec filter float format frozendict frozenset getattr
    globals hasattr hash help hex id input int isinstance issubclass iter len list locals map max memoryview min next
    object oct open ord pow print property range repr reversed round sentinel set setattr slice sorted staticmethod
    str sum super tuple type vars zip`,
};

/// word -> kind
export const words = new Map(Object.entries(kinds)
  .flatMap(([kind, list]) => list.split(/\s+/).map((word) => [word, kind])));
