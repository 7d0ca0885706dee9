//! Colours by meaning, in one place. A tone never speaks by colour alone: [`Tone::sign`] stands beside it.
//!
//! It reads no environment itself; the caller hands in how to look a variable up.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier, Style};

/// What a piece of the screen means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Plain text.
    Normal,
    /// Less important text: hints, units.
    Dim,
    /// Titles and column heads.
    Title,
    /// The selected row.
    Selected,
    /// Late.
    Overdue,
    /// Due soon.
    DueSoon,
    /// Due so soon that an apology is at its last moment.
    LastMoment,
    /// Paused, waiting for someone else.
    Waiting,
    /// Well done, saved.
    Good,
    /// Wrong; must be put right.
    Error,
    /// Doubtful, but allowed.
    Warning,
    /// The name of a key.
    KeyLabel,
    /// An input field.
    Field,
    /// The input field that has the cursor.
    FieldFocus,
    /// Text marked inside a field.
    Marked,
    /// The tab in front.
    TabOn,
    /// Lines and frames.
    Border,
    /// A number that opens what it counts.
    Link,
    /// Text that stands out on paper too.
    Strong,
}

impl Tone {
    /// Every tone.
    pub const ALL: [Tone; 19] = [
        Tone::Normal,
        Tone::Dim,
        Tone::Title,
        Tone::Selected,
        Tone::Overdue,
        Tone::DueSoon,
        Tone::LastMoment,
        Tone::Waiting,
        Tone::Good,
        Tone::Error,
        Tone::Warning,
        Tone::KeyLabel,
        Tone::Field,
        Tone::FieldFocus,
        Tone::Marked,
        Tone::TabOn,
        Tone::Border,
        Tone::Link,
        Tone::Strong,
    ];

    /// The sign that says the same without colour; empty where the tone carries no news.
    pub const fn sign(self) -> &'static str {
        match self {
            Tone::Overdue => "!",
            Tone::DueSoon => "*",
            Tone::LastMoment => "^",
            Tone::Waiting => "=",
            Tone::Good => "+",
            Tone::Error => "x",
            Tone::Warning => "?",
            _ => "",
        }
    }
}

/// How many colours there are to speak with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// No colour: only bold, dim, underlined and reversed.
    Mono,
    /// The sixteen of the oldest consoles.
    Sixteen,
    /// The 256 of present terminals.
    Full,
}

/// The ground the user's terminal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Light letters on dark.
    Dark,
    /// Dark letters on light.
    Light,
}

/// A chosen set of colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// How many colours.
    pub depth: Depth,
    /// On what ground.
    pub ground: Ground,
}

impl Look {
    /// The look without colours.
    pub const fn mono() -> Look {
        Look { depth: Depth::Mono, ground: Ground::Dark }
    }

    /// Chooses from the environment: `MOTCUA_LOOK` (dark, light, 16, mono; several with a comma) before `NO_COLOR`,
    /// `COLORFGBG`, `COLORTERM`, `WT_SESSION` and `TERM`. Sixteen colours where nothing is known.
    pub fn choose(variable: impl Fn(&str) -> Option<String>) -> Look {
        let value = |name: &str| variable(name).filter(|text| !text.is_empty());
        let term = value("TERM").unwrap_or_default();
        let many = value("COLORTERM").is_some() || value("WT_SESSION").is_some() || term.contains("256color");
        let mut look = Look { depth: if many { Depth::Full } else { Depth::Sixteen }, ground: Ground::Dark };
        // "15;0": the last number is the background; 7 and 15 are the two whites.
        if value("COLORFGBG").and_then(|v| v.rsplit(';').next().map(|bg| bg == "7" || bg == "15")) == Some(true) {
            look.ground = Ground::Light;
        }
        if value("NO_COLOR").is_some() || term == "dumb" {
            look.depth = Depth::Mono;
        }
        for word in value("MOTCUA_LOOK").unwrap_or_default().split(',') {
            match word.trim() {
                "dark" => look = Look { ground: Ground::Dark, depth: look.depth },
                "light" => look = Look { ground: Ground::Light, depth: look.depth },
                "256" => look.depth = Depth::Full,
                "16" => look.depth = Depth::Sixteen,
                "mono" => look.depth = Depth::Mono,
                _ => {}
            }
        }
        look
    }

    /// The style of a tone for what is of today: the same, underlined.
    pub fn of_today(&self, tone: Tone) -> Style {
        self.style(tone).add_modifier(Modifier::UNDERLINED | Modifier::BOLD)
    }

    /// The style of a tone.
    pub fn style(&self, tone: Tone) -> Style {
        let style = Look::shape(tone);
        match (self.depth, self.ground) {
            (Depth::Mono, _) => style,
            (Depth::Sixteen, ground) => paint(style, sixteen(tone, ground)),
            (Depth::Full, ground) => paint(style, full(tone, ground)),
        }
    }

    /// What remains of a tone without colour.
    fn shape(tone: Tone) -> Style {
        let style = Style::new();
        match tone {
            Tone::Normal | Tone::Waiting | Tone::Good | Tone::Border => style,
            Tone::Dim => style.add_modifier(Modifier::DIM),
            Tone::Strong
            | Tone::Title
            | Tone::Overdue
            | Tone::DueSoon
            | Tone::LastMoment
            | Tone::Error
            | Tone::Warning => style.add_modifier(Modifier::BOLD),
            Tone::Selected | Tone::KeyLabel | Tone::Marked | Tone::TabOn => style.add_modifier(Modifier::REVERSED),
            Tone::Field | Tone::FieldFocus | Tone::Link => style.add_modifier(Modifier::UNDERLINED),
        }
    }
}

/// Shows a cell on a console that has colours and nothing else: what is reversed as dark on light, what is underlined on
/// grey.
pub fn without_attributes(cell: &mut Cell) {
    if cell.modifier.contains(Modifier::REVERSED) {
        (cell.fg, cell.bg) = (Color::Black, Color::Gray);
    } else if cell.modifier.contains(Modifier::UNDERLINED) && cell.bg == Color::Reset {
        (cell.fg, cell.bg) = (Color::White, Color::DarkGray);
    }
    cell.modifier = Modifier::empty();
}

/// Foreground and background of a tone; `None` leaves the terminal's own.
type Pair = (Option<Color>, Option<Color>);

/// Puts colours on a shape. A tone with a background of its own needs no reversing and no underline.
fn paint(mut style: Style, (fg, bg): Pair) -> Style {
    if let Some(fg) = fg {
        style = style.fg(fg).remove_modifier(Modifier::DIM);
    }
    if let Some(bg) = bg {
        style = style.bg(bg).remove_modifier(Modifier::REVERSED | Modifier::UNDERLINED);
    }
    style
}

/// The sixteen-colour pairs. Grey on the light ground would vanish, so dim text stays dark there.
fn sixteen(tone: Tone, ground: Ground) -> Pair {
    use Color::{
        Black, Blue, Cyan, DarkGray, Gray, Green, LightCyan, LightGreen, LightMagenta, LightRed, LightYellow, Red,
        White,
    };
    let dark = ground == Ground::Dark;
    let fg = |on_dark, on_light| (Some(if dark { on_dark } else { on_light }), None);
    match tone {
        Tone::Normal | Tone::Link | Tone::Strong => (None, None),
        Tone::Dim | Tone::Border => fg(Gray, DarkGray),
        Tone::Title => fg(White, Black),
        Tone::Selected => (Some(White), Some(Blue)),
        Tone::Overdue | Tone::Error => fg(LightRed, Red),
        Tone::DueSoon | Tone::Warning => fg(LightYellow, Color::Magenta),
        Tone::LastMoment => fg(LightMagenta, Red),
        Tone::Waiting => fg(LightCyan, Blue),
        Tone::Good => fg(LightGreen, Green),
        Tone::KeyLabel => (Some(Black), Some(Cyan)),
        Tone::Field | Tone::FieldFocus => (None, None),
        Tone::Marked => (Some(Black), Some(Color::Yellow)),
        Tone::TabOn => (Some(White), Some(Blue)),
    }
}

/// The 256-colour pairs; indexed, so that no terminal has to understand true colour.
fn full(tone: Tone, ground: Ground) -> Pair {
    let dark = ground == Ground::Dark;
    let pick = |on_dark: u8, on_light: u8| Some(Color::Indexed(if dark { on_dark } else { on_light }));
    match tone {
        Tone::Normal | Tone::Link | Tone::Strong => (None, None),
        Tone::Dim => (pick(247, 242), None),
        Tone::Border => (pick(244, 246), None),
        Tone::Title => (pick(255, 16), None),
        Tone::Selected => (pick(255, 255), pick(25, 25)),
        Tone::Overdue | Tone::Error => (pick(210, 124), None),
        Tone::DueSoon | Tone::Warning => (pick(221, 94), None),
        Tone::LastMoment => (pick(215, 130), None),
        Tone::Waiting => (pick(117, 25), None),
        Tone::Good => (pick(114, 22), None),
        Tone::KeyLabel => (pick(16, 16), pick(110, 153)),
        Tone::Field => (pick(252, 16), pick(236, 254)),
        Tone::FieldFocus => (pick(255, 16), pick(239, 230)),
        Tone::Marked => (pick(16, 16), pick(179, 222)),
        Tone::TabOn => (pick(255, 255), pick(25, 25)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(pairs: &[(&str, &str)]) -> Look {
        Look::choose(|name| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn the_environment_decides_and_the_own_variable_wins() {
        assert_eq!(look(&[]).depth, Depth::Sixteen);
        assert_eq!(look(&[("TERM", "xterm-256color")]).depth, Depth::Full);
        assert_eq!(look(&[("TERM", "xterm-256color"), ("NO_COLOR", "1")]).depth, Depth::Mono);
        assert_eq!(look(&[("NO_COLOR", "")]).depth, Depth::Sixteen);
        assert_eq!(look(&[("COLORFGBG", "0;15")]).ground, Ground::Light);
        let chosen = look(&[("NO_COLOR", "1"), ("MOTCUA_LOOK", "light, 16")]);
        assert_eq!(chosen, Look { depth: Depth::Sixteen, ground: Ground::Light });
    }

    #[test]
    fn without_colour_no_colour_is_set_and_news_has_a_sign() {
        for tone in Tone::ALL {
            let style = Look::mono().style(tone);
            assert!(style.fg.is_none() && style.bg.is_none(), "{tone:?}");
        }
        for tone in
            [Tone::Overdue, Tone::DueSoon, Tone::LastMoment, Tone::Waiting, Tone::Good, Tone::Error, Tone::Warning]
        {
            assert!(!tone.sign().is_empty(), "{tone:?}");
        }
    }
}
