/* The button “Số liệu” of a paragraph: a list of accepted figures to choose from, and the chip that stands for one. */
(function () {
  const { React, DraftJS, draftail } = window
  const { EditorState, Modifier } = DraftJS
  const ADDRESS = new URL('so-lieu/', new URL(document.currentScript.dataset.adminUrl || '/quan-tri/', window.location.origin))
  const WORDS = { title: 'Chọn số liệu đã chấp nhận', close: 'Đóng', wait: 'Đang lấy số liệu…', failed: 'Không lấy được số liệu. Hãy thử lại.' }

  function insert(editorState, entityType, data) {
    const { text, ...keys } = data
    const content = editorState.getCurrentContent().createEntity(entityType.type, 'IMMUTABLE', keys)
    const entity = content.getLastCreatedEntityKey()
    const written = Modifier.replaceText(content, editorState.getSelection(), text, null, entity)
    return EditorState.push(editorState, written, 'insert-characters')
  }

  function open(onChosen, onClosed) {
    const dialog = document.createElement('dialog')
    dialog.className = 'kh-choose-dialog'
    dialog.setAttribute('aria-label', WORDS.title)
    dialog.innerHTML = `<div class="kh-choose-dialog__top"><h2>${WORDS.title}</h2><button type="button" class="button button-secondary">${WORDS.close}</button></div><div aria-live="polite"></div>`
    const place = dialog.lastElementChild
    const show = async (query) => {
      place.textContent = WORDS.wait
      const answer = await fetch(`${ADDRESS}?${query}`, { headers: { 'X-Requested-With': 'XMLHttpRequest' } }).catch(() => null)
      if (answer && answer.ok) place.innerHTML = await answer.text()
      else place.textContent = WORDS.failed
    }
    dialog.querySelector('button').addEventListener('click', () => dialog.close())
    dialog.addEventListener('close', () => { dialog.remove(); onClosed() })
    place.addEventListener('change', (event) => show(new URLSearchParams(new FormData(event.target.form))))
    place.addEventListener('click', (event) => {
      const chosen = event.target.closest('.kh-choose__figure')
      if (!chosen) return
      onChosen({ ...chosen.dataset })
      dialog.close()
    })
    document.body.append(dialog)
    dialog.showModal()
    show('')
  }

  /* The tools of a paragraph stand above it from the first time on; whoever unpins them keeps that choice. */
  try {
    const PINNED = 'wagtail:draftail-toolbar'
    if (!localStorage.getItem(PINNED)) localStorage.setItem(PINNED, 'sticky')
  } catch { /* no storage: the tools show when text is selected */ }

  /* Draftail shows this for as long as a figure is being chosen; it draws nothing itself. */
  class FigureSource extends React.Component {
    componentDidMount() {
      const { editorState, entityType, onComplete, onClose } = this.props
      let chosen = null
      open((data) => { chosen = data }, () => (chosen ? onComplete(insert(editorState, entityType, chosen)) : onClose()))
    }

    render() {
      return null
    }
  }

  function FigureChip({ entityKey, contentState, children }) {
    const { period } = contentState.getEntity(entityKey).getData()
    return React.createElement('span', { className: 'kh-figure-chip', title: `Số liệu đã chấp nhận, kỳ ${period}` }, children)
  }

  function standsInside(content, key, offset) {
    const block = content.getBlockForKey(key)
    const entity = offset > 0 && offset < block.getLength() ? block.getEntityAt(offset) : null
    return Boolean(entity) && entity === block.getEntityAt(offset - 1) && content.getEntity(entity).getType() === 'FIGURE'
  }

  /* Draft.js would let a figure be typed into and then forget what it referred to: nothing is written inside a chip. */
  function guard(editorState) {
    const content = editorState.getCurrentContent()
    const at = editorState.getSelection()
    const inside = standsInside(content, at.getStartKey(), at.getStartOffset()) || standsInside(content, at.getEndKey(), at.getEndOffset())
    return inside ? 'handled' : 'not-handled'
  }

  draftail.registerPlugin(
    {
      type: 'figure-guard',
      handleBeforeInput: (chars, editorState) => guard(editorState),
      handlePastedText: (text, html, editorState) => guard(editorState),
      handleReturn: (event, editorState) => guard(editorState),
    },
    'plugins',
  )
  draftail.registerPlugin({ type: 'FIGURE', source: FigureSource, decorator: FigureChip }, 'entityTypes')
})()
