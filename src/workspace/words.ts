/** Slack's own lines to a person, in the languages the stand-in speaks. */
export interface Words {
  commandNoAnswer(command: string): string
  commandBadAnswer(command: string): string
  commandUnknown(command: string): string
  commandRefused(command: string, code: string): string
  required: string
  badInput: string
  joined: string
  left: string
  renamed(from: string, to: string): string
  topic(value: string): string
  purpose(value: string): string
  archived: string
  trouble: string
  added(by: string): string
}

const zh: Words = {
  commandNoAnswer: (command) => `${command} 失败：operation_timeout。应用没有在 3 秒内回应。`,
  commandBadAnswer: (command) => `${command} 失败：dispatch_failed。应用的回答无法使用。`,
  commandUnknown: (command) => `${command} 不是有效的命令。`,
  commandRefused: (command, code) => `${command} 没有成功：${code}。`,
  required: '请填写此必填项。',
  badInput: '请输入符合要求的内容。',
  joined: '加入了频道',
  left: '离开了频道',
  renamed: (from, to) => `把频道从“${from}”改名为“${to}”`,
  topic: (value) => `设置了频道主题：${value}`,
  purpose: (value) => `设置了频道说明：${value}`,
  archived: '归档了频道',
  trouble: '连接出现问题，请重试。',
  added: (by) => `由 ${by} 加入了频道`,
}

const en: Words = {
  commandNoAnswer: (command) =>
    `${command} failed with the error "operation_timeout": the app did not respond within 3 seconds.`,
  commandBadAnswer: (command) => `${command} failed with the error "dispatch_failed": the app's answer cannot be used.`,
  commandUnknown: (command) => `${command} is not a valid command.`,
  commandRefused: (command, code) => `${command} failed with the error "${code}".`,
  required: 'Please complete this required field.',
  badInput: 'Please enter a value of the form asked for.',
  joined: 'joined the channel',
  left: 'left the channel',
  renamed: (from, to) => `renamed the channel from "${from}" to "${to}"`,
  topic: (value) => `set the channel topic: ${value}`,
  purpose: (value) => `set the channel description: ${value}`,
  archived: 'archived the channel',
  trouble: 'We had some trouble connecting. Try again?',
  added: (by) => `was added to the channel by ${by}`,
}

/** The words for a Slack locale such as `zh-CN`. */
export function wordsFor(locale: string): Words {
  return locale.startsWith('zh') ? zh : en
}
