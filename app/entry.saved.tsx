import './app.css'
import { createRoot } from 'react-dom/client'
import { SavedPage } from './program/verifying/parts/saved-page'
import { factsId, hostId, type SavedFacts } from './program/verifying/saved-facts'

const facts = JSON.parse(document.getElementById(factsId)!.textContent!) as SavedFacts
createRoot(document.getElementById(hostId)!).render(<SavedPage {...facts} />)
