/** The file in an editor: completion and help from the schema, problems as you type, and the same undo as
 *  everywhere. */
import { defined, partsOf } from '../../src/internal.ts'
import { autocompletion } from '@codemirror/autocomplete'
import { yaml } from '@codemirror/lang-yaml'
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { lintGutter, setDiagnostics } from '@codemirror/lint'
import type { Diagnostic as Mark } from '@codemirror/lint'
import { EditorState, StateEffect, StateField } from '@codemirror/state'
import type { TransactionSpec } from '@codemirror/state'
import {
  Decoration,
  EditorView,
  drawSelection,
  highlightActiveLine,
  hoverTooltip,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import type { DecorationSet } from '@codemirror/view'
import { defaultKeymap, indentWithTab } from '@codemirror/commands'
import { searchKeymap } from '@codemirror/search'
import { tags } from '@lezer/highlight'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Diagnostic } from '../../src/internal.ts'
import type { Actions, State } from '../model.ts'
import { completions, helpAt } from '../schema-help.ts'
import type { Schema } from '../schema-help.ts'

/** Milliseconds without a key before a change counts: shorter than a pause for thought, longer than a gap between
 *  keys. */
const SETTLE = 120
/** Milliseconds for which a number changed by a slider or by undo is marked. */
const GLOW = 1800

const theme = EditorView.theme({
  '&': { backgroundColor: 'var(--paper)', color: 'var(--ink)', fontSize: '13px', height: '100%' },
  '.cm-gutters': { backgroundColor: 'var(--panel)', color: 'var(--muted)', border: 'none' },
  '.cm-activeLine': { backgroundColor: 'var(--panel)' },
  '.cm-content': { caretColor: 'var(--ink)' },
  '.cm-changed, .cm-changed *': { backgroundColor: 'var(--focus)', color: 'var(--paper) !important' },
  '.cm-tooltip': { backgroundColor: 'var(--panel)', color: 'var(--ink)', border: '1px solid var(--rule)' },
})
const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--link)' },
  { tag: tags.string, color: 'var(--ink)' },
  { tag: tags.number, color: 'var(--accent)' },
  { tag: tags.comment, color: 'var(--muted)', fontStyle: 'italic' },
])

export default function Editor({ state, actions }: { state: State; actions: Actions }): React.ReactNode {
  const box = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  // The timer of what was typed and does not count yet; 0 where there is nothing of the kind.
  const unsettled = useRef(0)
  const [cursor, setCursor] = useState(1)
  const [schema, setSchema] = useState<Schema | null>(null)
  useEffect(() => {
    void actions.schema().then((found) => {
      setSchema(found as Schema)
    })
  }, [actions])

  useEffect(() => {
    if (!schema || !box.current) return
    view.current = newEditor(box.current, state.text ?? '', schema, {
      edit: actions.edit,
      moved: setCursor,
      unsettled,
    })
    return () => {
      view.current?.destroy()
    }
    // The editor is made once; later texts come through the effect below.
  }, [schema, actions])

  useEffect(() => {
    const { text } = state
    let fade = 0
    const cancel = afterPaint(() => {
      const editor = view.current
      // What is being typed is newer than any text that came meanwhile.
      if (!editor || text === null || unsettled.current !== 0 || editor.state.doc.toString() === text) return
      const edit = change(editor.state.doc.toString(), text)
      editor.dispatch(edit)
      reveal(editor, edit.changes.from)
      fade = window.setTimeout(() => editor.dispatch({ effects: changed.of(null) }), GLOW)
    })
    return () => {
      cancel()
      clearTimeout(fade)
    }
  }, [state.text, schema])

  useEffect(() => {
    const editor = view.current
    if (editor) editor.dispatch(setDiagnostics(editor.state, marks(editor, state.diagnostics, actions)))
  }, [state.diagnostics, schema, actions])

  useEffect(() => {
    const editor = view.current
    if (!editor || state.line === null) return
    const line = editor.state.doc.line(Math.min(state.line, editor.state.doc.lines))
    editor.dispatch({
      selection: { anchor: line.from },
      effects: EditorView.scrollIntoView(line.from, { y: 'center' }),
    })
    editor.focus()
  }, [state.line, state.lineCalls, schema])

  return (
    <div className="editor">
      <Hangs state={state} line={cursor} />
      <Problems diagnostics={state.diagnostics} text={state.text ?? ''} actions={actions} />
      <div ref={box} className="editor-box" />
    </div>
  )
}

/** Once what changed elsewhere is on the screen: the file beside it may come a frame later. @returns lets it be. */
function afterPaint(work: () => void): () => void {
  let timer = 0
  const frame = requestAnimationFrame(() => {
    timer = window.setTimeout(work)
  })
  return () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
}

function newEditor(
  parent: HTMLElement,
  doc: string,
  schema: Schema,
  on: { edit: (text: string) => void; moved: (line: number) => void; unsettled: { current: number } },
): EditorView {
  const { unsettled } = on
  return new EditorView({
    parent,
    state: EditorState.create({
      doc,
      extensions: [
        lineNumbers(),
        drawSelection(),
        highlightActiveLine(),
        lintGutter(),
        yaml(),
        syntaxHighlighting(colours),
        changedField,
        theme,
        EditorView.lineWrapping,
        // Editable content takes the focus without it; the tab stop says so to those who ask for one.
        EditorView.contentAttributes.of({ 'aria-label': 'Case file, YAML', tabindex: '0' }),
        autocompletion({ override: [(context) => completions(schema, context)] }),
        hoverTooltip((editor, position) => helpAt(schema, editor.state.doc.toString(), position)),
        keymap.of([...defaultKeymap, ...searchKeymap, indentWithTab]),
        EditorView.updateListener.of((update) => {
          if (update.selectionSet || update.docChanged)
            on.moved(update.state.doc.lineAt(update.state.selection.main.head).number)
          if (!update.docChanged || update.transactions.some((transaction) => transaction.isUserEvent('outside')))
            return
          clearTimeout(unsettled.current)
          unsettled.current = window.setTimeout(() => {
            unsettled.current = 0
            on.edit(update.view.state.doc.toString())
          }, SETTLE)
        }),
        // Who leaves the file for a button beside it means the text as it stands.
        EditorView.domEventHandlers({
          blur: (_, { state }) => {
            if (unsettled.current === 0) return
            clearTimeout(unsettled.current)
            unsettled.current = 0
            on.edit(state.doc.toString())
          },
        }),
      ],
    }),
  })
}

/** The smallest change from one text to another, so that the cursor stays where it is; marked. */
function change(before: string, after: string): TransactionSpec & { readonly changes: { readonly from: number } } {
  let from = 0
  while (from < before.length && from < after.length && before[from] === after[from]) from++
  let end = 0
  while (end < before.length - from && end < after.length - from && before.at(-1 - end) === after.at(-1 - end)) end++
  const to = after.length - end
  return {
    changes: { from, to: before.length - end, insert: after.slice(from, to) },
    effects: changed.of(wordAround(after, from, to)),
    userEvent: 'outside',
  }
}

/** Scrolls the editor, and nothing around it: a slider under the pointer must stay where it is. */
function reveal(editor: EditorView, position: number): void {
  const { top, bottom } = editor.lineBlockAt(position)
  const { scrollDOM } = editor
  const { scrollTop, clientHeight } = scrollDOM
  if (top < scrollTop || bottom > scrollTop + clientHeight) scrollDOM.scrollTop = (top + bottom - clientHeight) / 2
}

/** The number or word that a change lies in. */
function wordAround(text: string, from: number, to: number): { from: number; to: number } {
  const isPart = (at: number): boolean => /[\w.%+-]/.test(text[at] ?? '')
  let [start, end] = [from, to]
  while (isPart(start - 1)) start--
  while (isPart(end)) end++
  return { from: start, to: end }
}

/** Where the file was last changed from outside the editor, for as long as it is shown. */
const changed = StateEffect.define<{ readonly from: number; readonly to: number } | null>()
const changedMark = Decoration.mark({ class: 'cm-changed' })
const changedField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marked, transaction) {
    let now = marked.map(transaction.changes)
    for (const effect of transaction.effects) {
      if (!effect.is(changed)) continue
      const range = effect.value
      now = range && range.from < range.to ? Decoration.set(changedMark.range(range.from, range.to)) : Decoration.none
    }
    return now
  },
  provide: (field) => EditorView.decorations.from(field),
})

function marks(editor: EditorView, diagnostics: readonly Diagnostic[], actions: Actions): Mark[] {
  const { doc } = editor.state
  return diagnostics
    .filter(({ line }) => line <= doc.lines)
    .map((diagnostic): Mark => {
      const line = doc.line(diagnostic.line)
      const from = Math.min(line.to, line.from + diagnostic.column - 1)
      return {
        from,
        to: Math.min(doc.length, from + Math.max(1, diagnostic.length)),
        severity: diagnostic.severity,
        message: diagnostic.help ? `${diagnostic.message}\n${diagnostic.help}` : diagnostic.message,
        ...(diagnostic.fix
          ? {
              actions: [
                {
                  name: 'Fix',
                  apply: () => {
                    applyFix(editor, diagnostic, actions)
                  },
                },
              ],
            }
          : {}),
      }
    })
}

function applyFix(editor: EditorView, { fix }: Diagnostic, actions: Actions): void {
  if (!fix) return
  editor.dispatch({ changes: { from: fix.offset, to: fix.offset + fix.length, insert: fix.text } })
  actions.edit(editor.state.doc.toString())
}

/** What in the case is written on the line of the cursor, and the claims that it encodes. */
function Hangs({ state, line }: { state: State; line: number }): React.ReactNode {
  const parts = useMemo(() => (state.case ? partsOf(state.case) : []), [state.case])
  const here = parts.filter(({ provenance }) => provenance.place.line === line)
  if (here.length === 0) return <p className="hangs">Line {line}</p>
  return (
    <p className="hangs">
      Line {line}:{' '}
      {here
        .slice(0, 4)
        .map(
          (part) =>
            `${part.what} ${part.id}${part.provenance.claims.length > 0 ? ` (encodes ${part.provenance.claims.join(', ')})` : ''}`,
        )
        .join(' · ')}
    </p>
  )
}

function Problems({
  diagnostics,
  text,
  actions,
}: {
  diagnostics: readonly Diagnostic[]
  text: string
  actions: Actions
}): React.ReactNode {
  if (diagnostics.length === 0) return null
  return (
    <ul className="problems" aria-label="Problems in the file">
      {diagnostics.slice(0, 20).map((diagnostic, k) => (
        <li key={k} className={diagnostic.severity}>
          <button
            type="button"
            onClick={() => {
              actions.goTo(diagnostic.line)
            }}
          >
            {diagnostic.severity} {diagnostic.line}:{diagnostic.column}
          </button>{' '}
          {diagnostic.message}
          {diagnostic.help ? `. ${diagnostic.help}` : ''}{' '}
          {diagnostic.fix && (
            <button
              type="button"
              aria-label={`Fix line ${diagnostic.line}: ${diagnostic.fix.text}`}
              onClick={() => {
                const { offset, length, text: instead } = defined(diagnostic.fix)
                actions.edit(text.slice(0, offset) + instead + text.slice(offset + length))
              }}
            >
              Fix
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}
