import type { ComponentType } from 'preact'
import { useId } from 'preact/hooks'
import type { Block, Element } from '../../block-kit/shape.ts'
import { ElementView } from '../elements/element.tsx'
import { useWords } from '../language.ts'
import { MarkdownText } from '../text/markdown-text.tsx'
import { RichText } from '../text/rich-text.tsx'
import { plainText, TextObjectView } from '../text/text-object.tsx'
import { BlockImage, Picture } from './block-image.tsx'
import { InputBlock } from './input-block.tsx'
import { TableBlock } from './table-block.tsx'

export interface BlockProps {
  block: Block
}

const kinds: Record<string, ComponentType<BlockProps>> = {
  section: SectionBlock,
  header: ({ block }) => <h3 class="block-header">{plainText(block.text)}</h3>,
  divider: () => <hr class="divider" />,
  context: ContextBlock,
  actions: ActionsBlock,
  image: BlockImage,
  rich_text: ({ block }) => <RichText elements={block.elements ?? []} />,
  markdown: ({ block }) => <MarkdownText text={plainText(block.text)} />,
  input: InputBlock,
  table: TableBlock,
}

/** The blocks of a message, modal or home. Keyed by id, so that what is being typed survives a redraw. */
export function Blocks({ blocks }: { blocks: readonly Block[] }) {
  return (
    <div class="blocks">
      {blocks.map((block) => (
        <BlockView key={block.block_id} block={block} />
      ))}
    </div>
  )
}

function BlockView({ block }: BlockProps) {
  const words = useWords()
  const Kind = kinds[block.type]
  return (
    <div class={`block block-of-${block.type}`}>
      {Kind ? <Kind block={block} /> : <span class="unsupported">{words.unsupported(block.type)}</span>}
    </div>
  )
}

function SectionBlock({ block }: BlockProps) {
  const { accessory } = block
  return (
    <div class="section">
      <div class="section-main">
        {block.text && <TextObjectView text={block.text} />}
        {block.fields && (
          <div class="fields">
            {block.fields.map((field, index) => (
              <div class="field-cell" key={index}>
                <TextObjectView text={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {accessory && (
        <div class="section-accessory">
          {accessory.type === 'image' ? (
            <Picture url={accessory.image_url} alt={accessory.alt_text} size="accessory" />
          ) : (
            <Standing block={block} element={accessory} />
          )}
        </div>
      )}
    </div>
  )
}

/** An element that stands outside an input block. */
function Standing({ block, element }: { block: Block; element: Element }) {
  const id = useId()
  const label = plainText(element.text) || plainText(element.placeholder) || plainText(block.text).slice(0, 80)
  return <ElementView block={block} element={element} id={id} label={label} invalid={false} />
}

function ContextBlock({ block }: BlockProps) {
  return (
    <div class="context">
      {(block.elements ?? []).map((element, index) =>
        element.type === 'image' ? (
          <Picture key={index} url={element.image_url} alt={element.alt_text} size="context" />
        ) : (
          <TextObjectView key={index} text={element as { type: 'mrkdwn'; text: string }} />
        ),
      )}
    </div>
  )
}

function ActionsBlock({ block }: BlockProps) {
  return (
    <div class="actions">
      {(block.elements ?? []).map((element) => (
        <Standing key={element.action_id} block={block} element={element} />
      ))}
    </div>
  )
}
