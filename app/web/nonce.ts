import { createContext, useContext } from 'react'

/** The answer's CSP nonce; known on the server only, and the browser hides it from scripts. */
export const NonceContext = createContext('')
export const useNonce = () => useContext(NonceContext)
