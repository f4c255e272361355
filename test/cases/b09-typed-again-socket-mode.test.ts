import { typedAgain } from './b09-typed-again.ts'

await typedAgain('socket mode')
