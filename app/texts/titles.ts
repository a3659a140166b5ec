import { titles } from './zh/titles'

export type Title = keyof typeof titles
