import { createCanvas } from '@napi-rs/canvas'
import { mkdirSync, writeFileSync } from 'node:fs'
import jsqr from 'jsqr'
import { expect } from 'vitest'

/** What the first QR code on a PDF's pages says, read off their pixels as a camera would. */
export async function readCode(bytes: Uint8Array): Promise<string | null> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise
  for (let at = 1; at <= pdf.numPages; at += 1) {
    const sheet = await pdf.getPage(at)
    const viewport = sheet.getViewport({ scale: 3 })
    const canvas = createCanvas(viewport.width, viewport.height)
    const canvasContext = canvas.getContext('2d')
    await sheet.render({ canvas: canvas as never, canvasContext: canvasContext as never, viewport }).promise
    const { data, width, height } = canvasContext.getImageData(0, 0, canvas.width, canvas.height)
    const found = jsqr(new Uint8ClampedArray(data), width, height)
    if (found) return found.data
  }
  return null
}

/** The text of a PDF without its spaces; every page must draw ink. PICTURES=folder keeps the pages as images. */
export async function readPaper(bytes: Uint8Array, name: string): Promise<string> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise
  const texts: string[] = []
  for (let at = 1; at <= pdf.numPages; at += 1) {
    const sheet = await pdf.getPage(at)
    texts.push((await sheet.getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join(''))
    const viewport = sheet.getViewport({ scale: 1.5 })
    const canvas = createCanvas(viewport.width, viewport.height)
    const canvasContext = canvas.getContext('2d')
    await sheet.render({ canvas: canvas as never, canvasContext: canvasContext as never, viewport }).promise
    const { data } = canvasContext.getImageData(0, 0, canvas.width, canvas.height)
    expect(data.some((value, place) => place % 4 < 3 && value < 100)).toBe(true)
    if (process.env.PICTURES) {
      mkdirSync(process.env.PICTURES, { recursive: true })
      writeFileSync(`${process.env.PICTURES}/${name}-${at}.png`, canvas.toBuffer('image/png'))
    }
  }
  return texts.join('').replaceAll(/\s/g, '')
}
