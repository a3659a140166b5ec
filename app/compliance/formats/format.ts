import type { Line } from '../decoding/lines'
import type { DateOrder } from '../normal/dates'
import type { Json } from '../parsing/json'
import type { XmlElement } from '../parsing/xml'
import type { Report } from './report'

type Reader<Shape extends string, Content> = {
  id: string
  shape: Shape
  /** The order of day and month, where the format fixes it. */
  dateOrder?: DateOrder
  fits(content: Content): boolean
  read(content: Content, report: Report): void
}

/** One inventory format: told by its content, never by a file name, and read row by row into a report. */
export type Format = Reader<'json', Json> | Reader<'xml', XmlElement> | Reader<'lines', readonly Line[]>
