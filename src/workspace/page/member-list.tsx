import type { PagePerson } from '../protocol.ts'
import { Avatar } from './avatar.tsx'
import { useWords } from './language.ts'
import { placeAddress } from './place.ts'
import { useWorkspace } from './workspace-context.ts'

/** Who is in a channel; each can be acted as, in a tab of their own. */
export function MemberList({ members }: { members: PagePerson[] }) {
  const words = useWords()
  const { me, state, place } = useWorkspace()
  return (
    <section aria-label={words.members(members.length)}>
      <h2 class="panel-heading">{words.members(members.length)}</h2>
      <ul class="panel-list">
        {members.map((member) => {
          const app = member.id === state.bot.userId
          const text = (
            <>
              <Avatar id={member.id} name={member.realName} app={app} />
              <span class="person-text">
                <span class="person-name">
                  {member.realName}
                  {member.id === me.id && <span class="tag">{words.you}</span>}
                  {app && <span class="app-tag">{words.app}</span>}
                </span>
                <span class="person-title">{member.title || member.email}</span>
              </span>
            </>
          )
          if (app || member.id === me.id) return <li class="person-main">{text}</li>
          return (
            <li key={member.id}>
              <a
                class="person-main"
                href={placeAddress({ ...place, as: member.id })}
                target="_blank"
                rel="noopener"
                title={words.newTab}
              >
                {text}
              </a>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
