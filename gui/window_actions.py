"""The actions of the window itself: files, panels, zoom, colours, help. Those on the page and its items are in `gui.commands`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget

from gui import high_contrast, memory, pictures, theme
from gui.panels.stance_dock import StanceDock

if TYPE_CHECKING:
    from annotation.model import Suggestion
    from gui.main_window import MainWindow

# What can be switched on and off, whether it is on at first, and is remembered.
CHOICES = {"go_on": False, "show_rejected": False, "show_overview": True, "high_contrast": False}
THEMES = {
    "theme_system": Qt.ColorScheme.Unknown,
    "theme_light": Qt.ColorScheme.Light,
    "theme_dark": Qt.ColorScheme.Dark,
}


class WindowActions(QObject):
    """What to call for the window's own actions."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.stances = StanceDock(window)

    def table(self) -> dict[str, Callable[[], object]]:
        """What to call for each action's id."""
        window = self._window
        return {
            "open": self._ask_open,
            "new_project": self._ask_new_project,
            "suggest": window.files.suggest_again,
            "export": self._ask_export,
            "picture": partial(pictures.save_picture, window),
            "print": partial(pictures.print_page, window),
            "quit": window.close,
            "accept_all": self._ask_accept_all,
            "clear_selection": self._let_go,
            "next_panel": self._next_panel,
            "to_page": window.view.setFocus,
            "stances": self.stances.toggle,
            "zoom_in": partial(self._zoom, 1.0),
            "zoom_out": partial(self._zoom, -1.0),
            "zoom_reset": partial(self._zoom, 0.0),
            **dict.fromkeys(CHOICES, self._follow_choices),
            **{name: partial(self._set_theme, scheme) for name, scheme in THEMES.items()},
            "keys": self._show_keys,
            "guidelines": self._show_guidelines,
            "settings": self._show_settings,
            "about": self._about,
        }

    def name_undo(self) -> None:
        """Have the Edit menu say what would be undone and redone; the project knows."""
        project = self._window.session.project
        for action, title in (("undo", project.undo_title()), ("redo", project.redo_title())) if project else ():
            self._window.menus[action].setText(f"{action.capitalize()}: {title}" if title else action.capitalize())

    def follow_linking(self) -> None:
        """While a link is being made its digits and Escape count in the lists too: an end of it may be clicked there."""
        linking = self._window.commands.linking
        digits = [f"role:{key}" for key, _ in linking.kinds]
        self._window.menus.set_everywhere([*digits, "clear_selection"], everywhere=linking.source is not None)

    # Choices ----------------------------------------------------------------------------------------------------

    def choices(self) -> dict[str, bool]:
        """What is switched on and off."""
        return {choice: self._window.menus[choice].isChecked() for choice in CHOICES}

    def choose(self, choices: Mapping[str, bool]) -> None:
        """Switch these on and off in menus just filled, and mark there what else is in force."""
        for choice, on in choices.items():
            self._window.menus[choice].setChecked(on)
        self._follow_choices()
        self._mark_theme()
        self.follow_linking()

    def _follow_choices(self) -> None:
        chosen = self.choices()
        if chosen["high_contrast"] != high_contrast.is_chosen():
            high_contrast.choose(chosen["high_contrast"])
            theme.dress()
        self._window.commands.deciding.go_on = chosen["go_on"]
        self._window.items.show_rejected(chosen["show_rejected"])
        self._window.minimap.setVisible(chosen["show_overview"])
        self._window.showing.show_rejected(chosen["show_rejected"])

    def _set_theme(self, scheme: Qt.ColorScheme) -> None:
        if scheme == theme.chosen() == Qt.ColorScheme.Dark:  # the key that went dark goes back
            scheme = Qt.ColorScheme.Light
        theme.choose(scheme)
        self._mark_theme()
        theme.dress()
        memory.remember(self._window)

    def _mark_theme(self) -> None:
        for name, scheme in THEMES.items():
            self._window.menus[name].setChecked(scheme == theme.chosen())

    # Files ------------------------------------------------------------------------------------------------------

    def _ask_open(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self._window, "Open articles or a project", "", "Articles and projects (*);;Projects (*.sqlite)"
        )
        if names:
            self._window.files.open_paths([Path(name) for name in names])

    def _ask_new_project(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self._window, "New project", "project.sqlite", "Projects (*.sqlite)")
        if name:
            self._window.files.new_project(Path(name))

    def _ask_export(self) -> None:
        from gui.dialogs.export import ExportDialog

        session = self._window.session
        if session.project is None:
            session.said.emit("Nothing to export: open an article first.")
            return
        dialog = ExportDialog(session, self._window)
        if dialog.exec() and (choice := dialog.choice()):
            self._window.files.export(choice.format_name, frozenset(choice.statuses), choice.path)

    def _ask_accept_all(self) -> None:
        suggestions = self._window.items.shown_suggestions()
        if not suggestions:
            self._window.session.said.emit("The filter shows no open suggestion.")
        elif self._yes(
            "Accept all",
            f"Accept all {len(suggestions)} suggestions that the filter shows{self._with_repeats(suggestions)}? One undo takes it back.",
        ):
            self._window.session.accept_all(suggestions)

    def _with_repeats(self, suggestions: list[Suggestion]) -> str:
        reading = self._window.session.reading
        number = sum(len(reading.said_again(s)) for s in suggestions) if reading else 0
        return f", with {number} that say the same again" if number else ""

    def close_without(self) -> bool:
        """Whether to close although what was typed could not be written."""
        return self._yes(
            "Not saved",
            "What you typed in the editor could not be saved (see the message over the page). Close without it?",
        )

    def _yes(self, title: str, question: str) -> bool:
        return QMessageBox.question(self._window, title, question) == QMessageBox.StandardButton.Yes

    # Looking ----------------------------------------------------------------------------------------------------

    def _next_panel(self) -> None:
        """Round the parts of the window: the page, the find bar, the stances, the items, the editor, the documents."""
        window = self._window
        stances = self.stances.panel
        stops = [window.view, window.commands.searching.bar, stances, window.items, window.editor, window.documents]
        shown: list[QWidget] = [stop for stop in stops if stop and stop.isVisible()]
        focused = QApplication.focusWidget()
        here = next((n for n, s in enumerate(shown) if focused and (s is focused or s.isAncestorOf(focused))), -1)
        following = shown[(here + 1) % len(shown)]
        for panel in (stances, window.items, window.editor, window.documents):
            if panel and following is panel:
                panel.focus_first()
                return
        following.setFocus(Qt.FocusReason.TabFocusReason)

    def _let_go(self) -> None:
        """Escape: the message over the page first, then what is selected or current."""
        if self._window.banner.text:
            self._window.banner.hide()
        else:
            self._window.commands.let_go()

    def _zoom(self, step: float) -> None:
        view = self._window.view
        view.set_points(view.points + step if step else theme.READING_POINTS)

    def _show_keys(self) -> None:
        from gui.dialogs.keys import KeysDialog

        for shown in self._window.findChildren(KeysDialog):
            shown.close()
        dialog = KeysDialog(self._window.session.scheme, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def _show_guidelines(self) -> None:
        """At the label that was armed, else at that of the current item."""
        from gui.dialogs.guidelines import GuidelinesDialog

        scheme, current = self._window.session.scheme, self._window.session.current
        shown = [one for one in self._window.findChildren(GuidelinesDialog) if one.isVisible()]
        dialog = next((one for one in shown if one.scheme is scheme), None)
        if dialog is None:
            for other in shown:
                other.close()
            dialog = GuidelinesDialog(scheme, self._window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        armed = self._window.commands.labelling.armed
        dialog.show_label(armed or (scheme.label(current.label) if current else None))
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def _show_settings(self) -> None:
        from gui.dialogs.settings import SettingsDialog

        for shown in self._window.findChildren(SettingsDialog):
            shown.close()
        dialog = SettingsDialog(self._window.session.scheme, self._window.view, self._window)
        dialog.follow(self._window.session)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def _about(self) -> None:
        from importlib.metadata import version

        QMessageBox.about(
            self._window,
            "About Quotemark",
            f"Quotemark {version('quotemark')}\n\nMark quotes, claims and stances in news articles. Apache License 2.0.",
        )
