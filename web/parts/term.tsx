/** Terms of art explained where they stand: a dotted word that opens its meaning by mouse, touch or key. */
import { createContext, useContext, useEffect, useId, useMemo, useRef, useState } from 'react'
import { meaningOf, termNamed, termsIn } from '../../present/words/index.ts'
import type { Term } from '../../present/words/index.ts'

/** Which text of a view explains which term: the first, so that no word is dotted twice. Null where every text does. */
const Explained = createContext<Map<string, string> | null>(null)

/** Within it each term is marked once, where it first stands. */
export function TermsOnce({ children }: { readonly children: React.ReactNode }): React.ReactNode {
  const owners = useMemo(() => new Map<string, string>(), [])
  return <Explained value={owners}>{children}</Explained>
}

/** A text with its terms of art to press. */
export function Termed({ children }: { readonly children: string }): React.ReactNode {
  const owners = useContext(Explained)
  const me = useId()
  useEffect(
    () => () => {
      for (const [term, owner] of owners ?? []) if (owner === me) owners?.delete(term)
    },
    [owners, me],
  )
  const isMine = ({ id }: Term): boolean => {
    if (owners && !owners.has(id)) owners.set(id, me)
    return !owners || owners.get(id) === me
  }
  return termsIn(children).map(({ text, term }, k) =>
    term && isMine(term) ? (
      <TermButton key={k} term={term}>
        {text}
      </TermButton>
    ) : (
      text
    ),
  )
}

/** A term by its id, under a name of one's own. */
export function TermNamed({ id, children }: { readonly id: string; readonly children: string }): React.ReactNode {
  const term = termNamed(id)
  return term ? <TermButton term={term}>{children}</TermButton> : children
}

/** Terms by their ids, one beside the other. */
export function Terms({ of }: { readonly of: readonly string[] }): React.ReactNode {
  return of.map((id, k) => (
    <span key={id}>
      {k > 0 && ', '}
      <TermNamed id={id}>{termNamed(id)?.name.split(',')[0] ?? id}</TermNamed>
    </span>
  ))
}

/** Room that is kept to the edges of the window, and the greatest width of a meaning. */
const EDGE = 8
const WIDEST = 340

function TermButton({ term, children }: { readonly term: Term; readonly children: string }): React.ReactNode {
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  return (
    <>
      <button
        ref={button}
        type="button"
        className="term"
        title={isOpen ? undefined : meaningOf(term)}
        aria-expanded={isOpen}
        aria-describedby={isOpen ? id : undefined}
        onClick={() => {
          setOpen(!isOpen)
        }}
      >
        {children}
      </button>
      {isOpen && (
        <Meaning
          id={id}
          term={term}
          at={button}
          close={() => {
            setOpen(false)
          }}
        />
      )}
    </>
  )
}

/** Over everything, below its word or above it; gone at Esc and at a press elsewhere. */
function Meaning({
  id,
  term,
  at,
  close,
}: {
  readonly id: string
  readonly term: Term
  readonly at: React.RefObject<HTMLButtonElement | null>
  readonly close: () => void
}): React.ReactNode {
  const box = useRef<HTMLSpanElement>(null)
  const closing = useRef(close)
  closing.current = close
  useEffect(() => {
    if (!box.current || !at.current) return
    placeBeside(box.current, at.current)
    const word = at.current
    const own = box.current
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return
      // Esc elsewhere cancels the run: here it is spent.
      event.stopPropagation()
      closing.current()
    }
    const onPress = ({ target }: Event): void => {
      if (!word.contains(target as Node) && !own.contains(target as Node)) closing.current()
    }
    const away = (): void => {
      closing.current()
    }
    document.addEventListener('keydown', onKey, true)
    document.addEventListener('pointerdown', onPress)
    addEventListener('scroll', away, { capture: true, once: true })
    return () => {
      document.removeEventListener('keydown', onKey, true)
      document.removeEventListener('pointerdown', onPress)
      removeEventListener('scroll', away, { capture: true })
    }
  }, [at])
  return (
    <span ref={box} id={id} role="note" className="meaning">
      <strong>{term.name}</strong> {term.means}
      {term.source !== undefined && <em> {term.source}.</em>}
    </span>
  )
}

function placeBeside(box: HTMLElement, word: HTMLElement): void {
  const { left, top, bottom } = word.getBoundingClientRect()
  const width = Math.min(WIDEST, document.documentElement.clientWidth - 2 * EDGE)
  box.style.width = `${width}px`
  box.style.left = `${Math.max(EDGE, Math.min(left, document.documentElement.clientWidth - width - EDGE))}px`
  const fitsBelow = bottom + box.offsetHeight + EDGE < innerHeight
  box.style.top = `${fitsBelow ? bottom + 4 : Math.max(EDGE, top - box.offsetHeight - 4)}px`
}
