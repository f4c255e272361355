import { checkBlocks, checkView } from '../block-kit/validate.ts'
import { argumentError } from '../slack-error.ts'
import { type Args, type Method, requireArgs } from './method.ts'

function mistakes(args: Args): string[] {
  if (args.view !== undefined) return checkView(args.view, '/view')
  requireArgs(args, ['blocks'])
  return checkBlocks(args.blocks, 'message', '/blocks')
}

/** Checking blocks or a view without showing them to anybody. */
export const blockMethods: Record<string, Method> = {
  'blocks.validate': {
    tier: null,
    run(_world, args) {
      const found = mistakes(args)
      if (found.length) throw argumentError('invalid_blocks', found)
      return {}
    },
  },
}
