/**
 * One payload for each case of `fixtures/block-fixtures/invalid/manifest.json`, by its id: the nearest valid block with
 * exactly that constraint broken. `views` are whole views, the rest single blocks.
 */
const x = (n: number): string => 'x'.repeat(n)
const plain = (n: number | string) => ({ type: 'plain_text', text: typeof n === 'number' ? x(n) : n })
const mrkdwn = (n: number) => ({ type: 'mrkdwn', text: x(n) })
const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i))
const option = (extra: object = {}) => ({ text: plain('a'), value: 'a', ...extra })
const options = (n: number) => times(n, (i) => ({ text: plain(`o${i}`), value: `v${i}` }))
const group = (n: number, label: object = plain('g')) => ({ label, options: options(n) })
const button = (extra: object = {}) => ({ type: 'button', action_id: 'b', text: plain('b'), ...extra })
const actions = (...elements: object[]) => ({ type: 'actions', elements })
const select = (extra: object) => actions({ type: 'static_select', action_id: 's', ...extra })
const section = (extra: object) => ({ type: 'section', ...extra })
const input = (element: object, extra: object = {}) => ({ type: 'input', label: plain('l'), element, ...extra })
const textInput = { type: 'plain_text_input', action_id: 't' }
const confirm = (extra: object) =>
  actions(button({ confirm: { title: plain('t'), text: plain('t'), confirm: plain('y'), deny: plain('n'), ...extra } }))
const image = { alt_text: 'a', image_url: 'https://a.cn/b.png' }
const video = (extra: object) => ({
  type: 'video',
  alt_text: 'a',
  title: plain('t'),
  thumbnail_url: 'https://a.cn/t.png',
  video_url: 'https://a.cn/v',
  ...extra,
})
const card = (extra: object = {}) => ({ type: 'card', title: mrkdwn(1), ...extra })
const feedback = (extra: object) => ({
  type: 'context_actions',
  elements: [
    {
      type: 'feedback_buttons',
      action_id: 'f',
      positive_button: { text: plain('g'), value: 'g', ...extra },
      negative_button: { text: plain('b'), value: 'b' },
    },
  ],
})
const icon = (n: number) => ({ type: 'icon_button', icon: 'trash', text: plain('d'), action_id: `i${n}` })
const cells = (n: number, text = 'c') => times(n, () => ({ type: 'raw_text', text }))
const dataTable = (extra: object) => ({ type: 'data_table', caption: 'c', rows: [cells(1), cells(1)], ...extra })
const table = (extra: object) => ({ type: 'table', rows: [cells(2), cells(2)], ...extra })
const chart = (inner: object, title = 't') => ({ type: 'data_visualization', title, chart: inner })
const pie = (...segments: object[]) => chart({ type: 'pie', segments })
const point = (i: number | string) => ({ label: `p${i}`, value: 1 })
const series = (extra: object = {}) => ({ name: 's', data: [point(0)], ...extra })
const axis = (extra: object = {}) => ({ categories: ['p0'], ...extra })
const bar = (list: object[], config: object = axis()) => chart({ type: 'bar', series: list, axis_config: config })
const modal = (extra: object) => ({ type: 'modal', title: plain('t'), blocks: [{ type: 'divider' }], ...extra })
const source = (url: string) => ({
  type: 'task_card',
  task_id: 't',
  title: 't',
  sources: [{ type: 'url', url, text: 't' }],
})

export const badViews: Record<string, object> = {
  'view-missing-blocks': modal({ blocks: [] }),
  'view-too-many-blocks': modal({ blocks: times(101, () => ({ type: 'divider' })) }),
  'view-private-metadata-too-long': modal({ private_metadata: x(3001) }),
  'view-callback-id-too-long': modal({ callback_id: x(256) }),
  'view-title-too-long': modal({ title: plain(25) }),
  'view-close-too-long': modal({ close: plain(25) }),
  'view-submit-too-long': modal({ submit: plain(25) }),
}

export const badBlocks: Record<string, object> = {
  'text-empty': section({ text: mrkdwn(0) }),
  'text-too-long': section({ text: mrkdwn(3001) }),
  'button-action-id-too-long': actions(button({ action_id: x(256) })),
  'button-text-too-long': actions(button({ text: plain(76) })),
  'button-url-too-long': actions(button({ url: `https://a.cn/${x(3000)}` })),
  'button-value-too-long': actions(button({ value: x(2001) })),
  'button-accessibility-label-too-long': actions(button({ accessibility_label: x(76) })),
  'confirmation-title-too-long': confirm({ title: plain(101) }),
  'confirmation-text-too-long': confirm({ text: plain(301) }),
  'confirmation-confirm-too-long': confirm({ confirm: plain(31) }),
  'confirmation-deny-too-long': confirm({ deny: plain(31) }),
  'option-text-too-long': select({ options: [option({ text: plain(76) })] }),
  'option-value-too-long': select({ options: [option({ value: x(151) })] }),
  'option-url-too-long': actions({ type: 'overflow', action_id: 'o', options: [option({ url: '😀'.repeat(3001) })] }),
  'option-description-too-long': select({ options: [option({ description: plain(76) })] }),
  'option-group-label-too-long': select({ option_groups: [group(1, plain(76))] }),
  'option-group-empty': select({ option_groups: [group(0)] }),
  'option-group-too-many-options': select({ option_groups: [group(101)] }),
  'select-placeholder-too-long': select({ options: options(1), placeholder: plain(151) }),
  'select-too-many-options': select({ options: options(101) }),
  'select-too-many-option-groups': select({ option_groups: times(101, () => group(1)) }),
  'static-select-options-and-groups': select({ options: options(1), option_groups: [group(1)] }),
  'overflow-empty': actions({ type: 'overflow', action_id: 'o', options: [] }),
  'overflow-too-many-options': actions({ type: 'overflow', action_id: 'o', options: options(6) }),
  'checkboxes-empty': actions({ type: 'checkboxes', action_id: 'c', options: [] }),
  'checkboxes-too-many-options': actions({ type: 'checkboxes', action_id: 'c', options: options(11) }),
  'radio-buttons-empty': actions({ type: 'radio_buttons', action_id: 'r', options: [] }),
  'radio-buttons-too-many-options': actions({ type: 'radio_buttons', action_id: 'r', options: options(11) }),
  'url-source-url-empty': source(''),
  'url-source-url-too-long': source(x(3001)),
  'table-too-many-rows': table({ rows: times(101, () => cells(1)) }),
  'table-ragged-rows': table({ rows: [cells(1), cells(2)] }),
  'table-column-settings-mismatch': table({ column_settings: times(3, () => ({ align: 'left' })) }),
  'file-input-max-files-too-small': input({ type: 'file_input', action_id: 'f', max_files: 0 }),
  'file-input-max-files-too-large': input({ type: 'file_input', action_id: 'f', max_files: 11 }),
  'plain-text-input-max-length-too-large': input({ ...textInput, max_length: 3001 }),
  'number-input-inverted-range': input({
    type: 'number_input',
    action_id: 'n',
    is_decimal_allowed: false,
    min_value: '5',
    max_value: '4',
  }),
  'actions-too-many-elements': actions(...times(26, (i) => button({ action_id: `b${i}` }))),
  'context-too-many-elements': { type: 'context', elements: times(11, () => mrkdwn(1)) },
  'context-invalid-element': { type: 'context', elements: [button()] },
  'header-text-too-long': { type: 'header', text: plain(151) },
  'image-url-too-long': { type: 'image', alt_text: 'a', image_url: `https://a.cn/${x(3000)}` },
  'image-alt-text-too-long': { type: 'image', ...image, alt_text: x(2001) },
  'image-url-and-slack-file': section({
    text: mrkdwn(1),
    accessory: { type: 'image', ...image, slack_file: { id: 'F1' } },
  }),
  'input-label-too-long': input(textInput, { label: plain(2001) }),
  'input-hint-too-long': input(textInput, { hint: plain(2001) }),
  'input-invalid-element': input(button()),
  'markdown-empty': { type: 'markdown', text: '' },
  'markdown-too-long': { type: 'markdown', text: x(12_001) },
  'section-text-too-long': section({ text: plain(3001) }),
  'section-too-many-fields': section({ fields: times(11, () => mrkdwn(1)) }),
  'section-field-too-long': section({ fields: [mrkdwn(2001)] }),
  'section-missing-content': section({}),
  'video-alt-text-empty': video({ alt_text: '' }),
  'video-alt-text-too-long': video({ alt_text: x(201) }),
  'video-title-too-long': video({ title: plain(201) }),
  'video-author-name-too-long': video({ author_name: x(51) }),
  'video-description-too-long': video({ description: plain(201) }),
  'video-provider-name-too-long': video({ provider_name: x(51) }),
  'block-id-too-long': { type: 'divider', block_id: x(256) },
  'alert-text-too-long': { type: 'alert', text: mrkdwn(201) },
  'card-title-too-long': card({ title: mrkdwn(151) }),
  'card-subtitle-too-long': card({ subtitle: mrkdwn(151) }),
  'card-body-too-long': card({ body: mrkdwn(201) }),
  'card-too-many-actions': card({ actions: times(4, (i) => button({ action_id: `b${i}` })) }),
  'card-subtext-too-long': card({ subtext: mrkdwn(201) }),
  'carousel-empty': { type: 'carousel', elements: [] },
  'carousel-too-many-cards': { type: 'carousel', elements: times(11, () => card()) },
  'container-title-too-long': { type: 'container', title: plain(151), child_blocks: [{ type: 'divider' }] },
  'container-subtitle-too-long': { type: 'container', subtitle: mrkdwn(151), child_blocks: [{ type: 'divider' }] },
  'container-too-many-child-blocks': { type: 'container', child_blocks: times(11, () => ({ type: 'divider' })) },
  'context-actions-too-many-elements': { type: 'context_actions', elements: times(6, icon) },
  'feedback-button-text-too-long': feedback({ text: plain(76) }),
  'feedback-button-value-too-long': feedback({ value: x(2001) }),
  'feedback-button-accessibility-label-too-long': feedback({ accessibility_label: x(76) }),
  'icon-button-too-many-visible-users': {
    type: 'context_actions',
    elements: [{ ...icon(0), visible_to_user_ids: times(11, (i) => `U${i}`) }],
  },
  'data-table-too-few-rows': dataTable({ rows: [cells(1)] }),
  'data-table-too-many-rows': dataTable({ rows: times(202, () => cells(1)) }),
  'data-table-too-few-columns': dataTable({ rows: [[], []] }),
  'data-table-too-many-columns': dataTable({ rows: [cells(21), cells(21)] }),
  'data-table-page-size-too-small': dataTable({ page_size: 0 }),
  'data-table-page-size-too-large': dataTable({ page_size: 101 }),
  'data-table-cell-text-empty': dataTable({ rows: [cells(1), cells(1, '')] }),
  'data-table-content-too-long': dataTable({ rows: [cells(1), cells(1, x(20_000))] }),
  'data-visualization-title-too-long': chart({ type: 'pie', segments: [{ label: 'a', value: 1 }] }, x(51)),
  'pie-chart-empty': pie(),
  'pie-chart-too-many-segments': pie(...times(13, (i) => ({ label: `s${i}`, value: 1 }))),
  'chart-segment-label-too-long': pie({ label: x(21), value: 1 }),
  'chart-segment-value-not-positive': pie({ label: 'a', value: 0 }),
  'chart-series-empty': bar([]),
  'chart-too-many-series': bar(times(13, (i) => series({ name: `s${i}` }))),
  'data-series-name-too-long': bar([series({ name: x(21) })]),
  'data-series-empty': bar([series({ data: [] })]),
  'data-series-too-many-points': bar([series({ data: times(21, point) })]),
  'data-point-label-too-long': bar([series({ data: [{ label: x(21), value: 1 }] })]),
  'axis-categories-empty': bar([series()], axis({ categories: [] })),
  'axis-too-many-categories': bar([series()], axis({ categories: times(21, (i) => `c${i}`) })),
  'axis-category-label-too-long': bar([series()], axis({ categories: [x(21)] })),
  'axis-label-too-long': bar([series()], axis({ x_label: x(51) })),
}
