import * as z from 'zod'
import { mailField } from '~/people/form'

const body = z.string().trim().min(1, 'required').max(10_000, 'too-long')

/** What is written in a channel. No field names the channel: the address of the page does. */
export const talkForm = z.discriminatedUnion('move', [
  z.object({ move: z.literal('send'), body }),
  z.object({ move: z.literal('draft'), body: z.string().max(10_000, 'too-long') }),
])
export type TalkValues = z.output<typeof talkForm>

export const doneOfTalk = { send: 'sent', draft: 'draft-saved' } as const

export const releaseForm = z.object({ move: z.literal('release') })

/** An expert is asked by the address of their account, or let go. */
export const expertForm = z.discriminatedUnion('move', [
  z.object({ move: z.literal('invite'), address: mailField }),
  z.object({ move: z.literal('end'), channelId: z.uuid() }),
])
export type ExpertDeed = z.output<typeof expertForm>
