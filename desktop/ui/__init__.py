"""The window. With desktop/app.py the only importer of PySide6; imports actions, domain and base, never the store.

How a page is built
-------------------
A step of an audit is one folder (`scoring/`, `survey/`, ...) with a class derived from `page.Page`, and one row in `steps.py`. Its
constructor gets a `page.Context` (audit id, runner, shell) and the `AuditView` to show; `refresh(view)` brings each later one. A page

- reads everything from `self.view` (immutable: document, rules, scheme, grade, completeness),
- changes something by `self.context.runner.act(self, lambda ws: scoring.answer(ws, audit, ...), done=..., failed=...)`. `failed(sentence)`
  shows the sentence in place (`field.set_error`, `Notice.say`); without it the window shows it in a toast,
- reads what the view lacks by `runner.ask(self, lambda ws: ...)`; long work beside the store by `runner.work(self, lambda progress,
  cancelled: ...)`, with the store by `runner.act_long(self, lambda ws, progress, cancelled: ...)`; both show in the status bar with cancel,
- says `self.context.shell.toast("已删除第 2 条扣分", undo=True)` after something removed, `shell.go("evidence", "items/5.1.1.2")` to
  lead elsewhere, and answers `reveal(record)` when led to; `leave()` commits fields (`field.commit()`),
- lists its keys in the class attributes `keys` (4 to 7, status bar) and `more_keys` (sheet of F1); it listens for them itself, best by
  `QShortcut(..., context=Qt.ShortcutContext.WidgetWithChildrenShortcut)`; plain letters must not fire while a field has the focus,
- must not touch the store, a file or anything slow on the window's thread (16 ms at most).

Shared by pages: `drafting.Drafts(context, page)` ties fields to fields of records (draft with each keystroke, action on leaving, refusal in
place), on `typed.Typed`, which keeps what is typed, and `slot.Slot`, a field that goes from record to record;
`thumbnails.Thumbnails(runner, page)` gives `pixmap(sha256)` while painting and says `ready(sha256)` when to paint again;
`thumb_row.ThumbRow(thumbnails)` shows them in one row;
`record_cards.RecordCard` is a card about one record of a list, its fields move along from record to record; `form_cards.FormCard` one
about a single record, `element_cards.ElementCard` a list edited in place, `point_card.PointCard` the points a scheme lists;
`viewed_page.ViewedPage` switches views by pills and prints their forms; `paper_view.PaperView` is such a view, work at the left, decision
at the right, above them the notices (`notices_card`, `prepared.notices`), each a way to its place; `paper_export` writes a PDF;
`linked_evidence.LinkedEvidence(desk, thumbnails, name=, unlinked=)` shows the evidence of a record and takes more in;
`evidence_menu.show_evidence_menu` offers pieces there are; `clause_picker.ClausePicker(rules, page)` names clauses by keys.

Look: `theme.current()` gives the tokens at paint time; `fonts.font(size, weight)` the face in pixels; `icons.paint(painter, name, rect,
colour)` and `icons.names()`. Rows are painted by delegates with the functions of `widgets/paint.py`, `widgets/glyphs.paint_glyph`,
`widgets/stars.paint_stars`; QSS only for fields and scroll bars (it is all in theme.py). Everything repaints on a change of theme.

Beside the runner: `amounts.size(bytes)` and `amounts.duration(seconds)` in words; `dialogs.ask_save` and `dialogs.ask_open`, which do not
block; `package_files.open_package` takes a data package in and tells what came of it.

Widgets (desktop/ui/widgets)
----------------------------
text       Label(text, *, size=13, weight=400, role="text", wrap=False, elide=False, align)  setText set_role set_weight is_cut
           ErrorLine()  say(sentence) in red under what it concerns; "" hides
           wrapped(), text_height(), paint_wrapped(painter, rect, text, size): running text at 21 px a line for delegates
buttons    Button(text, *, kind="outlined"|"primary"|"ghost", icon="", key="", small=False, danger=False, chevron=False)  clicked; set_text
           IconButton(icon, name, *, key="", size=32)  clicked; set_icon; setCheckable(True) for tools that stay on
cards      Card(variant="plain"|"sunken"|"tint"|"open"|"wrong", *, margins, spacing)  .body is its QVBoxLayout; set_variant
           Pane(role="surface", *, edge=""|"left"|"right"|"top"|"bottom")  ground of a column with a hairline
           Hairline(); SectionHead(title, *, note="", size=13)  .title .note are Labels, .row takes buttons
chips      Chip(text, *, icon="", tone="neutral"|"accent"|"open"|"wrong")  set_text
           FilterPill(text, count=None, *, tone, key="")  clicked, toggled(bool); set_name set_count; KeyCap(key)
glyphs     StatusGlyph(state, *, size=14)  set_state; paint_glyph(painter, rect, state); words(state). State: done deducted lost empty
           excluded partial unverified evidence
stars      Stars(got, of, *, size=13)  set_stars; GradeBadge()  set_grade(label|None, stars|None, of); paint_stars, stars_width
bars       Bar(value, of, *, ticks=(), height=6, name="")  set_value(value, of, ticks=, empty=); Tick(at, name)
           Scale()  set_scale(value|None, ticks, *, low=0, high=100, caps=False)
           CapLadder()  set_ladder([Rung(name, level|None, value)], *, levels=5, label="封顶三星", heads=())  exact values
rows       ConditionRow(name, met|None, value, bound, clause); RailItem(text, icon)  clicked; set_left
           SegmentedRow([Segment(id, text, key="", enabled=True)], *, name="")  chosen(str); set_segments segments select selected
fields     TextField(value, *, name, hint, icon, key, limit)   edited(str) as typed, left(str) on leaving after a change or Enter;
           value set_value (leaves a field alone that is being typed in) reset commit set_error
           NumberField(value, *, name, places=4, width=60, hint)  the same; value() is decimal text, "" when empty, never a float
           TextArea(value, *, name, hint, lines=2, most=12, limit)  the same, grows; Ctrl+Enter commits
           Choice([(id, word)], *, name, letters=0)  chosen(str); set_options select selected; `letters`: names of any length
options    OptionGroup([Option(id, text, note="", enabled=True)], *, name, digits=False)  chosen(str); set_options select selected
offer      Offer(field, ground, words)  words offered under a field while typing; picked(str); set_words shown
notices    Notice(text, *, variant="wrong"|"open", title="", fix="")  fixed; say(text) ("" hides)
           EmptyState(title, text, *, icon)  .buttons is a QHBoxLayout
           ProgressStrip, Toast: the window's, reached through shell and runner
lines      TextLine(paint_mark)  opened marked removed stepped; running text with a mark and a clause
check_list CheckList(*, name="")  points with their states: opened marked removed; set_rows([CheckRow(...)]) open_editor close_editor
notice_list  NoticeList()  sentences in a card, the first few: opened(id); set_rows([NoticeRow(id, text, clause, tone)])
step_line  StepLine(button)  a step done or not: asked; show_step(state, title, under, button=) say
ledger     Ledger()  a reckoning: set_lines([LedgerLine(name, text, amount, strong=False)])
radio_cards  RadioCards(*, name="")  chosen(str); set_cards([RadioCard(id, text, note="", under="", wrong=False)], selected)
row_list   RowList(delegate, name=)  chosen(str) removed(str) opened(str); set_rows(rows, current) rows current; rows have `id`, `said()`
jump_list  JumpList(*, name="")  wanted(str); set_jumps([Jump(target, text, note="", tone="neutral")]): sentences that lead somewhere
signature_pad  SignaturePad(*, name="", width=360)  signed(strokes) after each stroke; strokes set_strokes clear; paint_strokes; ASPECT
scroll     Scroll(content)  a column that scrolls in height only; ScrollColumn() with .body, its QVBoxLayout
"""
