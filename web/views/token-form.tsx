/** A token for the server, for this window. */
import { useState } from 'react'
import { giveToken } from '../server-runs.ts'

export function TokenForm({ done }: { readonly done: () => void }): React.ReactNode {
  const [token, setToken] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        giveToken(token.trim())
        done()
      }}
    >
      <label>
        Token{' '}
        <input type="password" autoComplete="off" value={token} onChange={(event) => setToken(event.target.value)} />
      </label>{' '}
      <button type="submit">Use it in this window</button>
    </form>
  )
}
