import { join } from 'node:path'
import { z } from 'zod'

const port = z.coerce.number().int().min(0).max(65_535)

const schema = z.object({
  /** A PostgreSQL server; without it the embedded one under DATA_DIR. */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(?:ql)?:\/\//, 'must begin with postgres:// or postgresql://')
    .optional(),
  /** The embedded database and the stand-in keep their files below it. */
  DATA_DIR: z.string().min(1).default('.data'),
  SLACK_BOT_TOKEN: z.string().startsWith('xoxb-', 'must begin with xoxb-').optional(),
  /** Socket Mode, where it is set. */
  SLACK_APP_TOKEN: z.string().startsWith('xapp-', 'must begin with xapp-').optional(),
  /** Signed HTTP, where there is no app token. */
  SLACK_SIGNING_SECRET: z.string().min(1).optional(),
  /** Of somebody who brings archived channels back; for the setting that archives those of exited clients. */
  SLACK_USER_TOKEN: z.string().startsWith('xoxp-', 'must begin with xoxp-').optional(),
  /** Slack's Web API, with a slash at the end; Slack itself by default. */
  SLACK_API_URL: z.url('must be a URL').regex(/\/$/, 'must end with a slash').optional(),
  /** Where Slack's signed requests arrive. */
  PORT: port.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  /** Where the demo's page is. */
  DEMO_PORT: port.default(4000),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

export type Config = z.infer<typeof schema>

/** A configuration that cannot be used; the message names every mistake. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/**
 * Reads the environment: the only place that does. An empty variable counts as not set.
 * @throws ConfigError with every mistake at once, a line each, by variable name
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const mistakes = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new ConfigError(`The configuration cannot be used:\n${mistakes.join('\n')}`)
}

/** Where the database is: the server of DATABASE_URL, or the embedded one's folder. */
export function databaseConfig(config: Config): { databaseUrl: string | undefined; dataDir: string } {
  return { databaseUrl: config.DATABASE_URL, dataDir: join(config.DATA_DIR, 'postgres') }
}

/** How the bot reaches Slack and Slack the bot. */
export interface SlackConfig {
  readonly botToken: string
  readonly userToken?: string
  readonly apiUrl?: string
  readonly listen: { appToken: string } | { signingSecret: string; port: number; host: string }
}

/**
 * What talking to Slack needs.
 * @throws ConfigError naming every variable that is missing
 */
export function slackConfig(config: Config): SlackConfig {
  const missing = [
    ...(config.SLACK_BOT_TOKEN ? [] : ['  SLACK_BOT_TOKEN: is required']),
    ...(config.SLACK_APP_TOKEN || config.SLACK_SIGNING_SECRET
      ? []
      : ['  SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP): one of them is required']),
  ]
  if (missing.length > 0)
    throw new ConfigError(
      `The configuration cannot be used:\n${missing.join('\n')}\nWithout Slack, "npm run demo" runs the bot on its local stand-in.`,
    )
  return {
    botToken: config.SLACK_BOT_TOKEN ?? '',
    ...(config.SLACK_USER_TOKEN && { userToken: config.SLACK_USER_TOKEN }),
    ...(config.SLACK_API_URL && { apiUrl: config.SLACK_API_URL }),
    listen: config.SLACK_APP_TOKEN
      ? { appToken: config.SLACK_APP_TOKEN }
      : { signingSecret: config.SLACK_SIGNING_SECRET ?? '', port: config.PORT, host: config.HOST },
  }
}
