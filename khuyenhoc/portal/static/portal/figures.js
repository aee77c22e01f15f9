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

  /* Not editable inside, so that a figure cannot be changed by a slip of the hand. */
  function FigureChip({ entityKey, contentState, children }) {
    const { period } = contentState.getEntity(entityKey).getData()
    return React.createElement('span', { className: 'kh-figure-chip', title: `Số liệu đã chấp nhận, năm ${period}`, 'data-entity': entityKey }, children)
  }

  draftail.registerPlugin({ type: 'FIGURE', source: FigureSource, decorator: FigureChip }, 'entityTypes')
})()
