/* The little that pages do in the browser. All of it is help: every page reads and sends without. */
import { Button, CharacterCount, ErrorSummary, FileUpload, PasswordInput, SkipLink, createAll } from 'govuk-frontend'

const FILES = {
  i18n: {
    chooseFilesButton: 'Chọn tệp',
    dropInstruction: 'hoặc kéo tệp thả vào đây',
    noFileChosen: 'Chưa chọn tệp nào',
    multipleFilesChosen: { other: 'Đã chọn %{count} tệp' },
    enteredDropZone: 'Đã vào vùng thả tệp',
    leftDropZone: 'Đã ra khỏi vùng thả tệp',
  },
}
const PASSWORD = {
  i18n: {
    showPassword: 'Hiện',
    hidePassword: 'Ẩn',
    showPasswordAriaLabel: 'Hiện mật khẩu',
    hidePasswordAriaLabel: 'Ẩn mật khẩu',
    passwordShownAnnouncement: 'Mật khẩu đang hiện',
    passwordHiddenAnnouncement: 'Mật khẩu đã ẩn',
  },
}
const COUNT = {
  i18n: {
    charactersUnderLimit: { other: 'Còn viết được %{count} chữ cái' },
    charactersAtLimit: 'Đã đủ số chữ cái',
    charactersOverLimit: { other: 'Thừa %{count} chữ cái' },
    textareaDescription: { other: 'Viết được nhiều nhất %{count} chữ cái' },
  },
}

const MOMENT = { hour: '2-digit', minute: '2-digit', day: '2-digit', month: '2-digit', year: 'numeric' }

/* The component puts a comma that nobody sees into the name of its button; name and sight have to be the same words. */
function nameUploads(scope) {
  for (const comma of scope.querySelectorAll('.govuk-file-upload-button > [id$="-comma"]')) {
    if (comma.textContent) comma.before(' ')
    comma.textContent = ''
  }
}

function start(scope) {
  createAll(Button, { preventDoubleClick: true }, scope)
  createAll(ErrorSummary, {}, scope)
  createAll(FileUpload, FILES, scope)
  nameUploads(scope)
  createAll(PasswordInput, PASSWORD, scope)
  createAll(CharacterCount, COUNT, scope)
  for (const button of scope.querySelectorAll('[data-kh-print]')) button.hidden = false
}

function printedNow() {
  for (const place of document.querySelectorAll('[data-kh-now]')) {
    place.textContent = new Date().toLocaleString('vi-VN', { ...MOMENT, timeZone: place.dataset.khNow })
  }
  for (const closed of document.querySelectorAll('details:not([open])')) closed.open = true
}

/* Alt with a letter (data-kh-key) follows a link or presses a button: with a modifier, so that typing never sets it off. */
function press(event) {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  const target = [...document.querySelectorAll('[data-kh-key]')].find((one) => event.code === `Key${one.dataset.khKey.toUpperCase()}`)
  if (!target) return
  event.preventDefault()
  target.click()
}

/* Back to a page that answered a sending would ask whether to send again: it is asked for instead (data-kh-again: its address can be). */
if ('khAgain' in document.body.dataset) history.replaceState(history.state, '', location.href)

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
start(document)
createAll(SkipLink)
document.addEventListener('htmx:afterSettle', (event) => start(event.target))
document.addEventListener('click', (event) => {
  if (event.target.closest('[data-kh-print]')) window.print()
})
document.addEventListener('keydown', press)
window.addEventListener('beforeprint', printedNow)
