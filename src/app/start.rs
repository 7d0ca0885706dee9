//! What has to be settled before the first key: whether the register is new, who sits there, whether the clock is right.

use crate::app::clock::Clock;
use crate::app::worker::Desk;
use crate::desk::pin;
use crate::domain::day::Moment;
use crate::store::{Store, StoreError};
use crate::ui::keymap::Act;
use crate::ui::look::{Look, Tone};
use crate::ui::parts::popup::Popup;
use crate::ui::screens::kiosk::Kiosk;
use crate::ui::screens::{self, accept, seat, set_up};
use crate::ui::shell::{Shell, Tab};
use crate::ui::work::rating::KIOSK_PIN;
use crate::ui::work::seat::Answer;
use crate::ui::work::{Job, Reply};

/// The offset from UTC that a PC in Viet Nam is set to, in minutes.
const VIETNAM: i32 = 7 * 60;

/// Whether the desk has not said yet who it is.
///
/// # Errors
/// When the register cannot be read.
pub fn is_new(store: &Store) -> Result<bool, StoreError> {
    Ok(store.read().settings()?.get("unit").is_empty())
}

/// The one screen of the first start.
///
/// # Errors
/// When the register cannot be read.
pub fn first_shell<C: Clock>(desk: &Desk<C>, look: Look, clock: &C) -> Result<Shell<Job>, StoreError> {
    let kept = desk.drafts()?.into_iter().find(|(form, _)| form == set_up::FORM);
    let mut screen = set_up::SetUp::resuming(kept.as_ref().map_or("", |(_, body)| body)).over(desk.dossiers()?);
    if kept.is_none() && desk.has_procedures()? {
        screen = screen.beside_a_catalogue();
    }
    let mut shell = Shell::new(vec![Tab::new(Act::Catalogue, Box::new(screen))], look, clock.now());
    shell.set_typing(desk.typing()?);
    Ok(shell)
}

/// The program's screens over a register that knows its desk: the officer takes the seat, or is asked for.
///
/// # Errors
/// When the register cannot be read.
pub fn shell<C: Clock>(desk: &mut Desk<C>, look: Look, clock: &C) -> Result<Shell<Job>, StoreError> {
    let mut shell = Shell::new(screens::tabs(), look, clock.now());
    shell.drafts(desk.drafts()?.into_iter().filter(|(form, _)| form != accept::FORM));
    shell.set_typing(desk.typing()?);
    let officers = desk.officers_now()?;
    match officers.as_slice() {
        [] => {}
        [only] => {
            if let Reply::Seat(Answer::Seated(name)) = desk.sit_down(&only.code) {
                shell.seat(&name);
            }
        }
        several => {
            if let Some(last) = several.iter().find(|officer| officer.code == desk.seated()) {
                shell.seat(&last.name);
            }
            shell.open_for(Act::NewDossier, seat::choose(several, desk.seated()));
        }
    }
    if let Some(warning) = clock_warning(clock, desk.last_entry()?) {
        shell.open(Popup::message(Act::Today, Tone::Warning, "Đồng hồ của máy", &warning));
    }
    if let Some(warning) = history_warning(desk) {
        shell.open(Popup::message(Act::Journal, Tone::Warning, "Lịch sử không nguyên vẹn", &warning));
    }
    Ok(shell)
}

/// Why the citizens' own screen cannot be opened on a register: nobody could leave it.
///
/// # Errors
/// The sentence that says what to do; or when the register cannot be read.
pub fn refuse_kiosk(store: &Store) -> anyhow::Result<()> {
    if is_new(store)? {
        anyhow::bail!("Sổ chưa được thiết lập; hãy mở motcua và trả lời các câu hỏi lần đầu trước.");
    }
    if !pin::is_set(store, KIOSK_PIN)? {
        anyhow::bail!(
            "Chưa đặt mã rời màn hình đánh giá, nên sẽ không rời được; hãy đặt ở Danh mục (F6), mục Thiết lập."
        );
    }
    Ok(())
}

/// The citizens' own screen, and no other one behind it.
pub fn kiosk_shell<C: Clock>(look: Look, clock: &C) -> Shell<Job> {
    Shell::new(vec![Tab::new(Act::Kiosk, Box::new(Kiosk::new(true)))], look, clock.now())
}

/// Entries of the history that are verified at each start; the whole of it is `motcua check`'s.
const VERIFIED: i64 = 200;

/// What is wrong with the newest entries of the history, in plain words.
pub fn history_warning<C: Clock>(desk: &Desk<C>) -> Option<String> {
    let found = match desk.check_tail(VERIFIED) {
        Ok(None) => return None,
        Ok(Some(broken)) => format!("Lịch sử đứt ở mục {}: {}.", broken.seq, broken.what),
        Err(error) => error.to_string(),
    };
    Some(format!(
        "{found}\n\nSổ có thể đã bị sửa bằng chương trình khác hoặc đã hỏng. Hãy giữ nguyên tệp, báo người phụ trách và \
         chạy motcua check để biết đầy đủ."
    ))
}

/// What is wrong with the PC's clock, in plain words. Every entry takes its moment from it, so this is said at once.
pub fn clock_warning<C: Clock>(clock: &C, last_entry: Option<Moment>) -> Option<String> {
    let mut said = Vec::new();
    let offset = clock.pc_offset_min();
    if offset != VIETNAM {
        let (sign, size) = (if offset < 0 { '-' } else { '+' }, offset.abs());
        said.push(format!(
            "Máy đang đặt múi giờ UTC{sign}{:02}:{:02}, không phải giờ Việt Nam (UTC+07:00). Chương trình vẫn ghi theo \
             giờ Việt Nam, nhưng hãy kiểm tra ngày giờ của máy trước khi tiếp nhận hồ sơ.",
            size / 60,
            size % 60
        ));
    }
    let now = clock.now();
    if let Some(last) = last_entry.filter(|last| *last > now) {
        said.push(format!(
            "Đồng hồ của máy chỉ {}, trước lần ghi gần nhất của sổ lúc {}. Hãy chỉnh lại ngày giờ rồi mới nhập.",
            now.vietnamese(),
            last.vietnamese()
        ));
    }
    (!said.is_empty()).then(|| said.join("\n\n"))
}
