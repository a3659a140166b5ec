import { env } from '~/env.server'

const secure = env.PUBLIC_ORIGIN.startsWith('https:')
const sessionCookie = secure ? '__Host-muster' : 'muster'
const localeCookie = 'locale'

export function cookieOf(request: Request, name: string): string | null {
  const header = request.headers.get('cookie') ?? ''
  for (const pair of header.split(';')) {
    const [key, ...value] = pair.trim().split('=')
    if (key === name) return decodeURIComponent(value.join('='))
  }
  return null
}

export const sessionOf = (request: Request) => cookieOf(request, sessionCookie)

/** Lives as long as the browser; how long the session itself lasts, the database says. */
export const sessionHeader = (token: string) =>
  `${sessionCookie}=${token}; HttpOnly; SameSite=Lax; Path=/${secure ? '; Secure' : ''}`

export const noSessionHeader = () => `${sessionHeader('')}; Max-Age=0`

export const localeOf = (request: Request) => cookieOf(request, localeCookie)

export const localeHeader = (locale: string) =>
  `${localeCookie}=${locale}; SameSite=Lax; Path=/; Max-Age=31536000${secure ? '; Secure' : ''}`
