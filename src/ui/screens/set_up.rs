//! The first start: what the desk says of itself once, on a register that has no name yet.
//!
//! Nothing is written before the whole form is saved; leaving it writes nothing at all.

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::clock_rule::PauseRule;
use crate::domain::day::{Day, Moment};
use crate::domain::number::vietnamese_number;
use crate::domain::officer::Officer;
use crate::domain::refusal::Refusal;
use crate::domain::rule_version::Versions;
use crate::domain::settings::SETTINGS;
use crate::domain::text::tidy;
use crate::domain::typing::Style;
use crate::ui::action::{Around, Effect, Part, Screen};
use crate::ui::input::Input;
use crate::ui::keymap::{Act, Scope};
use crate::ui::look::{Look, Tone};
use crate::ui::paint::{fill, put};
use crate::ui::parts::form::{Form, FormDid, FormRow};
use crate::ui::parts::form_draw::{Pointed, draw_form, point};
use crate::ui::parts::kept::Kept;
use crate::ui::parts::popup::{Answer, NO_LETTER, Popup};
use crate::ui::parts::popup_draw::draw_hint;
use crate::ui::text::wrap;
use crate::ui::typing::takes_prose;
use crate::ui::work::draft::Keep;
use crate::ui::work::seat::Ask as SeatAsk;
use crate::ui::work::set_up::Command;
use crate::ui::work::{Job, Reply};

/// Settings that the first start asks for, in this order; the others keep their usual values.
const ASKED: [&str; 9] = [
    "unit",
    "superior",
    "place",
    "symbol",
    "recipient",
    "signer_prefix",
    "signer_position",
    "signer_name",
    "code_pattern",
];

/// Keys of the officers' names and positions.
const OFFICERS: [(&str, &str); 8] = [
    ("officer.0.name", "officer.0.position"),
    ("officer.1.name", "officer.1.position"),
    ("officer.2.name", "officer.2.position"),
    ("officer.3.name", "officer.3.position"),
    ("officer.4.name", "officer.4.position"),
    ("officer.5.name", "officer.5.position"),
    ("officer.6.name", "officer.6.position"),
    ("officer.7.name", "officer.7.position"),
];

/// Officers asked for at first; a further pair of rows comes when these are full.
const AT_FIRST: usize = 2;

/// The screen.
pub struct SetUp {
    form: Form,
    saving: bool,
    /// It was left or is done.
    over: bool,
    /// What the form held before anybody typed.
    initial: Vec<(String, String)>,
    now: Moment,
    /// Dossiers that the register holds already.
    dossiers: usize,
    /// How Vietnamese is typed here.
    typing: Style,
}

/// Name of the form among the kept drafts.
pub const FORM: &str = "set_up";

/// The answer that throws away what was typed.
const DROP: &str = "drop";

impl Default for SetUp {
    fn default() -> SetUp {
        let form = Form::new(rows());
        // The first minute comes with `shown`, before anything is kept.
        let now = Day::from_epoch(0).start();
        let typing = Style::default();
        SetUp { initial: form.draft(), form, saving: false, over: false, now, dossiers: 0, typing }
    }
}

fn rows() -> Vec<FormRow> {
    let mut rows = vec![FormRow::note("Thông tin in trên giấy hẹn và báo cáo; sửa lại được ở Danh mục.")];
    rows.extend(SETTINGS.iter().filter(|setting| ASKED.contains(&setting.key)).map(|setting| {
        let row = if takes_prose(setting) { FormRow::text } else { FormRow::code };
        row(setting.key, setting.label, setting.default).hint(setting.help)
    }));
    rows.push(FormRow::note("Cán bộ của Bộ phận Một cửa: ít nhất một người."));
    for (n, (name, position)) in OFFICERS.into_iter().enumerate() {
        let label = format!("Cán bộ {}", n + 1);
        let mut pair = [
            FormRow::text(name, &label, "").hint("Họ và tên, như in trên giấy hẹn; thêm người khác được ở Danh mục"),
            FormRow::text(position, "   chức vụ", "").hint("Ví dụ: công chức Tư pháp - Hộ tịch"),
        ];
        for row in &mut pair {
            row.shown = n < AT_FIRST;
        }
        rows.extend(pair);
    }
    rows.push(FormRow::note("Khi yêu cầu bổ sung hồ sơ, hạn trả được tính thế nào:"));
    for (n, rule) in PauseRule::ALL.into_iter().enumerate() {
        rows.push(FormRow::note(&format!("Cách {}: {}.", n + 1, rule.offered().printed())));
    }
    let rules = PauseRule::ALL.map(|rule| (rule.code(), rule.name()));
    rows.push(
        FormRow::choice("pause_rule", "Tạm dừng", &rules, "").hint("← → để đổi; sửa lại được ở Danh mục, Thiết lập"),
    );
    rows.push(FormRow::note("Có sẵn kèm chương trình:"));
    rows.push(FormRow::check("catalogue", "Danh mục thủ tục", true).hint(
        "96 thủ tục cấp xã với thời hạn theo văn bản; thời hạn chưa có sẽ được hỏi khi dùng lần đầu. Dấu cách để bỏ",
    ));
    rows.push(
        FormRow::check("calendar", "Lịch nghỉ lễ", true)
            .hint("Ngày nghỉ lễ, nghỉ bù, làm bù với văn bản của từng ngày. Dấu cách để bỏ; Enter ở đây là lưu"),
    );
    rows
}

impl SetUp {
    /// The screen with what was typed before the program ended last time.
    pub fn resuming(kept: &str) -> SetUp {
        let mut screen = SetUp::default();
        if let Some(kept) = Kept::read(kept) {
            // The rows of further officers appear one pair after the other.
            for (name, position) in OFFICERS {
                screen.form.show(name, true);
                screen.form.show(position, true);
            }
            kept.restore(&mut screen.form);
            for (name, position) in OFFICERS.into_iter().skip(AT_FIRST) {
                screen.form.show(name, false);
                screen.form.show(position, false);
            }
            (0..OFFICERS.len()).for_each(|_| screen.more_officers());
        }
        screen
    }

    /// Keeps what is typed; an empty text forgets it.
    fn keep(&self, now: bool) -> Effect<Job> {
        let typed = Kept::of(&self.form, &self.initial, "Thiết lập lần đầu", self.now).filter(|_| !self.over);
        let body = typed.map(|kept| kept.write()).unwrap_or_default();
        Effect::Job(Job::Keep(Keep { form: FORM.to_owned(), body, now }))
    }

    /// Empties the form again.
    fn anew(&mut self) -> Vec<Effect<Job>> {
        self.form.begin_anew(&self.initial);
        vec![self.keep(true)]
    }

    fn command(&self) -> Result<Command, Refusal> {
        let form = &self.form;
        let mut refusal = Refusal::default();
        if form.get("unit").is_empty() {
            refusal.add("unit", "Chưa nhập tên đơn vị.");
        }
        let officers = self.officers(&mut refusal);
        refusal.or_ok()?;
        let rule = PauseRule::from_code(form.get("pause_rule")).unwrap_or_default();
        let versions = Versions::new(vec![rule.offered()]).unwrap_or_default();
        let rule = ("pause_rules".to_owned(), versions.to_string());
        let asked = ASKED.iter().map(|key| ((*key).to_owned(), tidy(form.get(key))));
        Ok(Command {
            settings: asked.chain([rule]).collect(),
            officers,
            catalogue: form.checked("catalogue"),
            calendar: form.checked("calendar"),
        })
    }

    /// The officers that are named. The name is the code, unless two are alike: then a number tells them apart.
    fn officers(&self, refusal: &mut Refusal) -> Vec<Officer> {
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        let mut officers = Vec::new();
        for (name_key, position_key) in OFFICERS {
            let (name, position) = (tidy(self.form.get(name_key)), tidy(self.form.get(position_key)));
            if name.is_empty() {
                if !position.is_empty() {
                    refusal.add(name_key, "Có chức vụ nhưng chưa có họ tên.");
                }
                continue;
            }
            let times = seen.entry(name.clone()).or_default();
            *times += 1;
            let code = if *times == 1 { name.clone() } else { format!("{name} {times}") };
            officers.push(Officer { code, position, ..Officer::named(&name) });
        }
        if officers.is_empty() {
            refusal.add(OFFICERS[0].0, "Cần ít nhất một cán bộ.");
        }
        officers
    }

    /// Another pair of rows appears when the last one shown has a name.
    fn more_officers(&mut self) {
        let full = |name: &str| self.form.row(name).is_some_and(|row| row.shown && !row.get().is_empty());
        let next =
            OFFICERS.windows(2).find(|pair| full(pair[0].0) && !self.form.row(pair[1].0).is_some_and(|row| row.shown));
        if let Some((name, position)) = next.map(|pair| pair[1]) {
            self.form.show(name, true);
            self.form.show(position, true);
        }
    }

    /// The same screen over a register that holds so many dossiers already: an imported one.
    pub fn over(mut self, dossiers: usize) -> SetUp {
        self.dossiers = dossiers;
        self
    }

    /// The same screen over a register with a catalogue of its own: ours beside it would count in every share of
    /// procedures, so it comes only where it is asked for.
    pub fn beside_a_catalogue(mut self) -> SetUp {
        self.form.set("catalogue", "");
        self
    }

    fn heading(&self) -> String {
        match self.dossiers {
            0 => "Sổ này còn trống. Trả lời một lần rồi lưu để bắt đầu dùng; rời thì không ghi gì.".to_owned(),
            n => format!(
                "Sổ đã có {} hồ sơ nhưng chưa ghi tên đơn vị. Trả lời một lần rồi lưu để dùng.",
                vietnamese_number(n as i64)
            ),
        }
    }

    fn save(&mut self) -> Vec<Effect<Job>> {
        if self.saving {
            return Vec::new();
        }
        match self.command() {
            Ok(command) => {
                self.saving = true;
                vec![Effect::Job(Job::SetUp(command))]
            }
            Err(refusal) => {
                self.form.refuse(&refusal);
                vec![Effect::Say(Tone::Error, "Chưa lưu; xem dòng có dấu x.".to_owned())]
            }
        }
    }

    fn leave(&mut self) -> Vec<Effect<Job>> {
        if !self.form.touched() {
            return vec![Effect::Quit];
        }
        let buttons = [('t', "Nhập tiếp", "stay"), ('r', "Rời, không ghi gì", "leave")];
        let text = "Rời bước thiết lập? Sổ vẫn như trước; chữ vừa gõ được giữ cho lần mở sau.";
        vec![Effect::Popup(Box::new(Popup::confirm(Act::Leave, "Thiết lập lần đầu", text, &buttons)))]
    }
}

/// The heading, the form, the hint.
fn parts(area: Rect) -> (Rect, Rect) {
    let foot = if area.height > 12 { 3 } else { 1 };
    let head = u16::from(area.height > 8) * 2;
    let height = area.height.saturating_sub(head + foot);
    let form = Rect { y: area.y + head, height, ..area };
    (form, Rect { y: form.bottom().saturating_sub(1), height: foot + 1, ..area })
}

impl Screen<Job> for SetUp {
    fn scope(&self) -> Scope {
        Scope::SetUp
    }

    fn title(&self) -> String {
        "Thiết lập lần đầu".to_owned()
    }

    fn input(&mut self, input: &Input, around: &Around) -> Option<Vec<Effect<Job>>> {
        let mut pressed = input.clone();
        if let Input::Mouse(mouse, x, y) = *input {
            match point(&mut self.form, parts(around.area).0, (mouse, x, y)) {
                Pointed::Key(key) => pressed = Input::Key(key),
                Pointed::Moved => return Some(Vec::new()),
                Pointed::Nothing => return None,
            }
        }
        match self.form.input(&pressed, Scope::SetUp) {
            FormDid::Ignored => None,
            FormDid::Save => Some(self.save()),
            FormDid::Leave => Some(self.leave()),
            FormDid::Changed(_) => {
                self.more_officers();
                Some(vec![self.keep(false)])
            }
            FormDid::Moved(Some(_)) => Some(vec![self.keep(true)]),
            FormDid::Moved(None) => Some(Vec::new()),
        }
    }

    fn set_typing(&mut self, style: Style) {
        self.typing = style;
        self.form.set_typing(style);
    }

    fn act(&mut self, act: Act, _around: &Around) -> Vec<Effect<Job>> {
        match act {
            Act::Save => self.save(),
            Act::Leave => self.leave(),
            Act::NewForm if self.form.touched() => {
                let buttons = [(NO_LETTER, "Giữ lại", "stay"), (NO_LETTER, "Bỏ, làm lại từ đầu", DROP)];
                let text = "Bỏ những gì đã gõ trong phiếu này?";
                vec![Effect::Popup(Box::new(Popup::confirm(Act::NewForm, "Làm lại", text, &buttons)))]
            }
            _ => Vec::new(),
        }
    }

    fn answered(&mut self, popup: &Popup, answer: &Answer, _around: &Around) -> Vec<Effect<Job>> {
        if popup.purpose == Act::NewForm && *answer == Answer::Chosen(DROP.to_owned()) {
            return self.anew();
        }
        let leaves = popup.purpose == Act::Leave && *answer == Answer::Chosen("leave".to_owned());
        if leaves { vec![Effect::Quit] } else { Vec::new() }
    }

    fn reply(&mut self, reply: &Reply, _around: &Around) -> Vec<Effect<Job>> {
        match reply {
            Reply::Wrote(wrote) if wrote.act == Act::Save && !self.over => {
                self.over = true;
                vec![self.keep(true), Effect::Quit]
            }
            Reply::Refused(Act::Save, refusal) => {
                self.saving = false;
                self.form.refuse(refusal);
                Vec::new()
            }
            Reply::Failed(Act::Save, said) => {
                self.saving = false;
                vec![Effect::Say(Tone::Error, said.clone())]
            }
            _ => Vec::new(),
        }
    }

    fn shown(&mut self, around: &Around) -> Vec<Effect<Job>> {
        self.now = around.now;
        Vec::new()
    }

    /// How one types is kept where the desk has said who it is; leaving before that writes nothing.
    fn closing(&mut self, _around: &Around) -> Vec<Effect<Job>> {
        let typing = self.over.then(|| Effect::Job(Job::Seat(SeatAsk::Typing(self.typing.method))));
        [self.keep(true)].into_iter().chain(typing).collect()
    }

    fn parts(&self) -> Vec<Part<'_>> {
        vec![Part::Form(&self.form)]
    }

    fn draw(&self, buf: &mut Buffer, around: &Around, look: &Look) -> Option<Position> {
        let (form, foot) = parts(around.area);
        fill(buf, around.area, look.style(Tone::Normal));
        if form.y > around.area.y {
            let room = usize::from(around.area.width);
            for (dy, line) in (0..form.y - around.area.y).zip(wrap(&self.heading(), room)) {
                put(buf, around.area, 0, dy, &line, look.style(Tone::Title));
            }
        }
        draw_hint(&self.form, buf, foot, look);
        draw_form(&self.form, buf, form, look)
    }
}
