/**
 * Slack's limits, as measured or documented (docs.slack.dev/reference/block-kit; nicklambourne/slackblocks, MIT).
 * Lengths are characters: Slack does not say which kind. A sender should count UTF-16 units, which can only overstate.
 */
export const blockLimits = {
  text: { min: 1, max: 3000 },
  actionId: 255,
  blockId: 255,
  button: { text: 75, url: 3000, value: 2000, accessibilityLabel: 75 },
  confirm: { title: 100, text: 300, confirm: 30, deny: 30 },
  option: { text: 75, value: 150, description: 75, url: 3000 },
  optionGroup: { label: 75, options: 100 },
  select: { placeholder: 150, options: 100, optionGroups: 100 },
  overflow: { options: 5 },
  choices: { options: 10 },
  plainTextInput: { maxLength: 3000 },
  fileInput: { maxFiles: 10 },
  urlSource: { url: 3000 },
  actions: { elements: 25 },
  context: { elements: 10 },
  contextActions: { elements: 5 },
  feedbackButton: { text: 75, value: 2000, accessibilityLabel: 75 },
  iconButton: { visibleTo: 10 },
  header: { text: 150 },
  image: { url: 3000, altText: 2000 },
  input: { label: 2000, hint: 2000 },
  markdown: { text: 12_000 },
  section: { text: 3000, fields: 10, field: 2000 },
  video: { altText: 200, title: 200, authorName: 50, description: 200, providerName: 50 },
  alert: { text: 200 },
  card: { title: 150, subtitle: 150, body: 200, subtext: 200, actions: 3 },
  carousel: { elements: 10 },
  container: { title: 150, subtitle: 150, children: 10 },
  table: { rows: 100, columns: 20 },
  dataTable: { rows: { min: 2, max: 201 }, columns: 20, pageSize: 100, content: 20_000 },
  chart: {
    title: 50,
    segments: 12,
    segmentLabel: 20,
    series: 12,
    seriesName: 20,
    points: 20,
    pointLabel: 20,
    categories: 20,
    categoryLabel: 20,
    axisLabel: 50,
  },
} as const

/**
 * A message as a whole. `blockText`: all blocks' texts together; no page says so, Slack answers `msg_blocks_too_long`
 * near this figure (slackapi/node-slack-sdk#2509). `updateText`: `chat.update` answers `msg_too_long` above it.
 */
export const messageLimits = {
  blocks: 50,
  blockText: 13_200,
  text: 40_000,
  updateText: 4000,
  attachments: 100,
  markdownText: 12_000,
} as const

/** Modals and App Home. `bytes` is the JSON of a view; `stack` counts the first view and two pushes. */
export const viewLimits = {
  blocks: 100,
  title: 24,
  submit: 24,
  close: 24,
  callbackId: 255,
  externalId: 255,
  privateMetadata: 3000,
  bytes: 250_000,
  stack: 3,
} as const

/** Milliseconds in which something must be answered or used, and how often (docs.slack.dev, "Handling user interaction"). */
export const answerLimits = {
  ackMs: 3000,
  triggerMs: 3000,
  responseUrlUses: 5,
  responseUrlMs: 30 * 60_000,
} as const

/** Channels: name and topic lengths, and how many people one `conversations.invite` takes. */
export const channelLimits = { name: 80, topic: 250, purpose: 250, invitees: 100 } as const
