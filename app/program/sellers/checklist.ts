/** What a visit to a seller looks at 现场检查要点, in the order in which one walks through a shop. */
export const points = ['license', 'letter', 'invoices', 'shelf', 'machines', 'online'] as const
export type Point = (typeof points)[number]

export const answers = ['ok', 'bad', 'skipped'] as const
export type Checked = Partial<Record<Point, (typeof answers)[number]>>

export const findings = ['none', 'preinstalled', 'pirated_copies', 'online', 'other'] as const
export type Finding = (typeof findings)[number]
