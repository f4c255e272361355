/** A place in the guideline: article, and paragraph in brackets where there is one ("8(1)" is 第八条(一)). */
export type Article = `${number}` | `${number}(${number})`
