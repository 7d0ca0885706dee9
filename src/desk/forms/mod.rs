//! Forms 01 to 07 filled from the register: which forms a dossier has, which version was in force, the filled document.
//!
//! Templates of the office's own come in as a function, so that nothing here knows the disk.

pub mod fields;
pub mod known;
mod ready;
pub mod register;
pub mod way;

use std::collections::BTreeMap;

use crate::desk::error::Error;
use crate::desk::list::PAPER_ROWS;
use crate::desk::register_book;
use crate::domain::change::Changes;
use crate::domain::day::Moment;
use crate::domain::dossier::{Dossier, Outcome};
use crate::domain::period::Period;
use crate::domain::refusal::Refusal;
use crate::report::Format;
use crate::report::forms::preview;
use crate::report::forms::sets::{self, Edition, Form};
use crate::report::forms::{FormError, Template};
use crate::store::dossier::Stored;
use crate::store::{Read, Stamp, Store, StoreError};

use known::Known;
pub use ready::ready;
use register::Line;

/// Gives the office's own version of a form, where it has one: its bytes, or one sentence why it cannot be read.
pub type Own<'a> = &'a dyn Fn(&Edition) -> Result<Option<Vec<u8>>, String>;

/// A form that was filled in.
#[derive(Clone, Debug)]
pub struct Filled {
    /// The form.
    pub form: Form,
    /// The edition that was in force.
    pub edition: &'static Edition,
    /// Code of the dossier; empty for several.
    pub code: String,
    /// Words for the name of a file.
    pub name: String,
    /// The document as `.docx`.
    pub bytes: Vec<u8>,
}

impl Filled {
    /// The filled document as plain text.
    ///
    /// # Errors
    /// Never for what [`fill`] gave.
    pub fn text(&self, cells: usize) -> Result<String, Error> {
        preview::text(&self.edition.name(), &self.bytes, cells).map_err(wrong)
    }
}

fn wrong(error: FormError) -> Error {
    Refusal::whole(error.to_string()).into()
}

/// The template of an edition: the office's own, else the built-in one.
///
/// # Errors
/// [`Refusal`] with the name of the template and of what is wrong in it.
pub fn template(edition: &Edition, own: Own<'_>) -> Result<Template, Error> {
    if let Some(bytes) = own(edition).map_err(Refusal::whole)? {
        // What is wrong is in a file of the office's own: it is named, so that it can be mended.
        let name = format!("{}, tệp mau/{} cạnh sổ", edition.name(), edition.file());
        return Template::open(&name, &bytes, fields::slots(edition.form)).map_err(wrong);
    }
    let bytes = sets::built_in(edition).ok_or_else(|| Refusal::whole(format!("Không có mẫu {}.", edition.name())))?;
    check(edition, bytes)
}

/// Reads bytes as a template of an edition.
///
/// # Errors
/// As [`template`].
pub fn check(edition: &Edition, bytes: &[u8]) -> Result<Template, Error> {
    Template::open(&edition.name(), bytes, fields::slots(edition.form)).map_err(wrong)
}

/// Why a dossier has no such form, in one sentence; else the moment that the form bears.
pub fn moment_of(read: Read<'_>, form: Form, stored: &Stored) -> Result<Result<Moment, &'static str>, StoreError> {
    let dossier: &Dossier = &stored.dossier;
    let slip = || -> Result<Option<Moment>, StoreError> {
        Ok(read.slip(stored.id, form.code())?.and_then(|slip| slip.issued_at))
    };
    let refused = dossier.outcome == Some(Outcome::Refused);
    let unaccepted = if refused {
        "hồ sơ bị từ chối; in phiếu từ chối (03)"
    } else {
        "chưa tiếp nhận; tiếp nhận: phím f"
    };
    Ok(match form {
        Form::Receipt | Form::Control => dossier.accepted_at.ok_or(unaccepted),
        Form::Supplement => slip()?.ok_or("lập khi tạm dừng để bổ sung (phím t)"),
        Form::Refusal if !refused => Err("không bị từ chối; lập khi từ chối (phím n)"),
        Form::Refusal => slip()?.ok_or("hồ sơ bị từ chối trước khi sổ có phiếu từ chối; hãy dùng phiếu đã trao khi ấy, sổ chỉ lập phiếu lúc từ chối"),
        Form::Apology => dossier.apology.issued_at.ok_or("chưa ban hành văn bản xin lỗi (phím a)"),
        Form::Stop if dossier.outcome != Some(Outcome::Stopped) => {
            Err("không bị dừng; lập khi dừng (phím d)")
        }
        Form::Stop => slip()?.ok_or("hồ sơ dừng trước khi sổ có thông báo dừng; hãy dùng thông báo đã gửi khi ấy, sổ chỉ lập thông báo lúc dừng"),
        Form::Register => Err("sổ theo dõi là của một khoảng ngày, không của một hồ sơ; in ở Báo cáo (F5), phím f"),
    })
}

/// Every form with why the dossier does not have it, or `None` where it does.
///
/// # Errors
/// [`Refusal`] for a dossier that is not in the register.
pub fn choices(store: &Store, id: i64) -> Result<Vec<(Form, Option<&'static str>)>, Error> {
    store.snapshot(|read| {
        let stored = live(read, id)?;
        let forms = Form::ALL.into_iter().filter(|form| *form != Form::Register);
        forms.map(|form| Ok((form, moment_of(read, form, &stored)?.err()))).collect()
    })
}

fn live(read: Read<'_>, id: i64) -> Result<Stored, Error> {
    let gone = || Refusal::whole("Hồ sơ này đã bị hủy hoặc không còn trong sổ.");
    Ok(read.dossier(id)?.filter(|stored| !stored.voided).ok_or_else(gone)?)
}

/// One form of one dossier, in the version that was in force at the form's own moment.
///
/// # Errors
/// [`Refusal`] for a form that the dossier does not have, a value that is missing, a template that is wrong.
pub fn fill(store: &Store, own: Own<'_>, form: Form, id: i64, now: Moment) -> Result<Filled, Error> {
    let known = gather(store, form, id, now)?;
    ready(form, &known)?;
    let edition = edition(form, known.at)?;
    let bytes = template(edition, own)?.fill(&fields::values(form, &known)).map_err(wrong)?;
    let code = known.dossier.code;
    Ok(Filled { form, edition, name: format!("{} {code}", form.short()), code, bytes })
}

/// The apology letter (form 04) of a dossier.
///
/// # Errors
/// As [`fill`].
pub fn letter(store: &Store, own: Own<'_>, id: i64, now: Moment) -> Result<Filled, Error> {
    fill(store, own, Form::Apology, id, now)
}

/// One form of several dossiers as one document, each from a new page. Dossiers whose dates fall under different sets of
/// forms give a document for each set, in the order of the sets' first dossiers.
///
/// # Errors
/// As [`fill`], with the code of the dossier that stopped it; nothing is written then.
pub fn fill_together(store: &Store, own: Own<'_>, form: Form, ids: &[i64], now: Moment) -> Result<Vec<Filled>, Error> {
    let mut sets: Vec<(&'static Edition, Vec<Known>)> = Vec::new();
    for id in ids {
        let known = gather(store, form, *id, now)?;
        ready(form, &known)?;
        let edition = edition(form, known.at)?;
        match sets.iter_mut().find(|(of, _)| of.set == edition.set) {
            Some((_, knowns)) => knowns.push(known),
            None => sets.push((edition, vec![known])),
        }
    }
    let mut documents = Vec::new();
    for (edition, knowns) in &sets {
        let template = template(edition, own)?;
        let values: Vec<_> = knowns.iter().map(|known| fields::values(form, known)).collect();
        for (known, values) in knowns.iter().zip(&values) {
            template.check(values).map_err(|error| Refusal::whole(format!("{}: {error}", known.dossier.code)))?;
        }
        let bytes = template.fill_all(&values.iter().collect::<Vec<_>>()).map_err(wrong)?;
        let name = format!("{} {} hồ sơ", form.short(), knowns.len());
        documents.push(Filled { form, edition, code: String::new(), name, bytes });
    }
    Ok(documents)
}

/// The register of a period (form 07) in the version in force on its last day. It is a list of all its citizens, so
/// each is named by initials unless it is asked for `unmasked`; what leaves the desk is to be remembered by
/// [`remember_register`].
///
/// # Errors
/// A template that is wrong, a register that cannot be read, a period with more dossiers than paper holds.
pub fn fill_register(
    store: &Store,
    own: Own<'_>,
    period: Period,
    now: Moment,
    unmasked: bool,
) -> Result<Filled, Error> {
    let known = store.snapshot(|read| -> Result<Known, Error> {
        let span = format!("từ ngày {} đến ngày {}", period.from.vietnamese(), period.to.vietnamese());
        if register::Lines::new(read, period)?.left() > PAPER_ROWS {
            return Err(register_book::too_long().into());
        }
        let lines = register::lines(read, period)?;
        let lines = if unmasked { lines } else { lines.into_iter().map(Line::masked).collect() };
        Ok(Known { lines, period: span, ..Known::of_desk(read.settings()?, now) })
    })?;
    ready(Form::Register, &known)?;
    let edition = edition(Form::Register, period.to.at(0))?;
    let bytes = template(edition, own)?.fill(&fields::values(Form::Register, &known)).map_err(wrong)?;
    let name = format!("{} {} {}", Form::Register.short(), period.from, period.to);
    Ok(Filled { form: Form::Register, edition, code: String::new(), name, bytes })
}

/// Remembers in the journal that the register of a period left the desk as a file, and whether citizens stood in it in
/// full.
///
/// # Errors
/// A register that cannot be written.
pub fn remember_register(
    store: &mut Store,
    stamp: &Stamp,
    period: &Period,
    format: Format,
    (file, bytes): (&str, &[u8]),
    unmasked: bool,
) -> Result<Changes, Error> {
    let what = format!("form {}", Form::Register.code());
    crate::desk::report::remember_of_period(store, stamp, (&what, period), format, (file, bytes), unmasked)
}

fn edition(form: Form, at: Moment) -> Result<&'static Edition, Error> {
    let none = || Refusal::whole(format!("Không có mẫu {} trong bộ mẫu nào.", form.code()));
    Ok(sets::in_force(form, at.day).ok_or_else(none)?)
}

/// What the register knows for a form of a dossier.
///
/// # Errors
/// [`Refusal`] for a form that the dossier does not have.
pub fn gather(store: &Store, form: Form, id: i64, now: Moment) -> Result<Known, Error> {
    let rules = store.rulebook()?;
    store.snapshot(|read| {
        let stored = live(read, id)?;
        let at = moment_of(read, form, &stored)?
            .map_err(|why| Refusal::whole(format!("{}: {why}.", stored.dossier.code)))?;
        Ok(Known::of_dossier(read, &rules, form, stored, at, now)?)
    })
}

/// The placeholders of every form with their meaning and where their values come from, for those who edit a template.
pub fn placeholder_list() -> String {
    use crate::report::forms::Need;
    let mut out = String::from(HOW_TO);
    for form in Form::ALL {
        out.push_str(&format!("\nMẪU {} – {}\n", form.code(), form.label().to_uppercase()));
        for field in fields::of(form) {
            let (open, within) = match field.fill {
                fields::Fill::List(_) => ("{#", String::new()),
                fields::Fill::Cell(list, _) => ("{", format!(" (trong dòng có {{#{list}}})")),
                _ => ("{", String::new()),
            };
            let need = match field.need {
                Need::Always => "bắt buộc, phải có giá trị",
                Need::Printed => "bắt buộc",
                Need::Free => "tùy chọn",
            };
            let sources = field.source.join(", ");
            out.push_str(&format!("  {open}{}}}{within}: {}. [{need}; lấy từ {sources}]\n", field.name, field.label));
        }
    }
    out
}

const HOW_TO: &str = "\
CÁC CHỖ TRỐNG CỦA MẪU PHIẾU

Mở mẫu bằng Word, sửa chữ, cỡ chữ, khung, lề tùy ý rồi lưu lại dạng .docx. Chỗ trống là tên trong ngoặc nhọn, ví dụ
{ma_ho_so}; chữ điền vào giữ kiểu chữ của chỗ trống. {#tên} trong một dòng của bảng (hoặc trong một đoạn) làm dòng ấy
lặp lại cho từng mục của danh sách. {?tên} ở đầu một đoạn làm cả đoạn ấy biến mất khi không có giá trị; {?tên} của một danh sách, đặt trong một dòng
của bảng, làm dòng ấy biến mất khi danh sách trống.

Đặt tệp đã sửa vào thư mục mau cạnh sổ, ví dụ mau/2025/01.docx; mẫu ấy được dùng thay cho mẫu có sẵn của bộ 2025. Kiểm
tra trước khi dùng: motcua forms --check TỆP.
";

/// Where the templates of a list of forms come from.
pub fn origins(own: Own<'_>) -> BTreeMap<String, Result<bool, String>> {
    sets::editions().iter().map(|edition| (edition.file(), own(edition).map(|bytes| bytes.is_some()))).collect()
}
