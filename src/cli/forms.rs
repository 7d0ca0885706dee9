//! `motcua form` and `motcua forms`: forms of dossiers as files, and the templates behind them.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::app::{own_forms, place, save};
use crate::cli::args::{Form as FormArgs, Forms as FormsArgs, PeriodArgs};
use crate::cli::out::{self, Out};
use crate::cli::{Usage, period, register};
use crate::desk::forms::{self, Filled};
use crate::report::Format;
use crate::report::forms::sets::{self, Edition, Form};
use crate::store::Store;

/// Width of the text form in cells.
const CELLS: usize = 96;

/// Width of the register as text: its thirteen columns hold a dossier's code in one line from here on.
const BOOK_CELLS: usize = 240;

/// The list of placeholders beside the templates.
const LIST: &str = "cho-trong.txt";

/// Fills a form in.
pub fn fill(db: Option<&Path>, args: &FormArgs, out: &mut Out) -> anyhow::Result<()> {
    sound(args)?;
    let store = register::open(db)?;
    let path = register::path(db)?;
    let own = |edition: &Edition| own_forms::read(&path, edition);
    if args.form == Form::Register {
        return book(store, &own, args, out);
    }
    let ids = ids(&store, &args.dossier)?;
    let documents = match ids.as_slice() {
        [one] => vec![forms::fill(&store, &own, args.form, *one, register::now())?],
        many => forms::fill_together(&store, &own, args.form, many, register::now())?,
    };
    let several = documents.len() > 1;
    for filled in documents {
        write(&filled, args, several, out)?;
    }
    Ok(())
}

/// What cannot be meant is said before the register is looked for.
fn sound(args: &FormArgs) -> anyhow::Result<()> {
    let of_period = args.period.is_some() || args.from.is_some() || args.cutoff.is_some() || args.unmasked;
    let code = args.form.code();
    let said = match args.form {
        Form::Register if !args.dossier.is_empty() => {
            format!("Mẫu {code} là sổ của một kỳ: hãy ghi --period KỲ thay cho --dossier.")
        }
        Form::Register => return Ok(()),
        _ if args.dossier.is_empty() => format!("Mẫu {code} là của từng hồ sơ: hãy ghi --dossier MÃ."),
        _ if of_period => format!("Mẫu {code} là của từng hồ sơ; kỳ và --unmasked chỉ đi cùng mẫu 07."),
        _ => return Ok(()),
    };
    Err(Usage(said).into())
}

/// The register of a period. That it leaves the desk is remembered before anything is shown.
fn book(mut store: Store, own: forms::Own<'_>, args: &FormArgs, out: &mut Out) -> anyhow::Result<()> {
    let asked = PeriodArgs { period: args.period.clone(), from: args.from, to: args.to, cutoff: args.cutoff };
    let scope = period::scope(&store, &asked)?;
    let filled = forms::fill_register(&store, own, scope.period, scope.now, args.unmasked)?;
    let stamp = register::stamp(&store, out)?;
    let (bytes, target) = (bytes(&filled, args)?, target(&filled, args, false)?);
    let file = target.as_ref().and_then(|path| path.file_name()).unwrap_or_default().to_string_lossy();
    forms::remember_register(&mut store, &stamp, &scope.period, args.format, (&file, &bytes), args.unmasked)?;
    put(&filled, &bytes, target.as_deref(), out)?;
    if !args.unmasked {
        out.complain(
            "Tên công dân ghi tắt, không có địa chỉ và ghi chú; --unmasked ghi đầy đủ và được nhớ trong nhật ký.",
        );
    }
    Ok(())
}

fn ids(store: &Store, codes: &[String]) -> anyhow::Result<Vec<i64>> {
    let mut ids = Vec::with_capacity(codes.len());
    for code in codes {
        let id = store.read().live_dossier_id(code)?;
        ids.push(id.ok_or_else(|| anyhow::anyhow!("Không có hồ sơ {code} trong sổ."))?);
    }
    Ok(ids)
}

/// Writes one document. Where several sets of forms gave several, the set is added to the name that was asked for.
fn write(filled: &Filled, args: &FormArgs, several: bool, out: &mut Out) -> anyhow::Result<()> {
    let target = target(filled, args, several)?;
    put(filled, &bytes(filled, args)?, target.as_deref(), out)
}

fn bytes(filled: &Filled, args: &FormArgs) -> anyhow::Result<Vec<u8>> {
    Ok(match args.format {
        Format::Text => {
            let cells = if filled.form == Form::Register { BOOK_CELLS } else { CELLS };
            filled.text(cells)?.into_bytes()
        }
        _ => filled.bytes.clone(),
    })
}

/// The file that a document goes to; none where it is shown.
fn target(filled: &Filled, args: &FormArgs, several: bool) -> anyhow::Result<Option<PathBuf>> {
    Ok(match &args.out {
        Some(path) if several => Some(with_set(path, &filled.edition.set)),
        Some(path) => Some(path.clone()),
        None if args.format == Format::Text => None,
        None => Some(unnamed(filled, several)?),
    })
}

fn put(filled: &Filled, bytes: &[u8], target: Option<&Path>, out: &mut Out) -> anyhow::Result<()> {
    let Some(path) = target else { return Ok(out.write_all(bytes)?) };
    out::save(path, |file| Ok(file.write_all(bytes)?))?;
    out.say(&format!("Đã điền mẫu {}: {}", filled.edition.name(), path.display()));
    Ok(())
}

fn with_set(path: &Path, set: &str) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{stem}-{set}.{extension}"))
}

/// A name that nobody typed overwrites nothing.
fn unnamed(filled: &Filled, several: bool) -> anyhow::Result<PathBuf> {
    let path = PathBuf::from(save::file_name(&filled.name, "docx"));
    let path = if several { with_set(&path, &filled.edition.set) } else { path };
    if path.exists() {
        anyhow::bail!("Đã có tệp {}; hãy ghi tên khác, hoặc chính tên ấy, sau --out.", path.display());
    }
    Ok(path)
}

/// Lists the templates, writes them out, or checks one.
pub fn run(db: Option<&Path>, args: &FormsArgs, out: &mut Out) -> anyhow::Result<()> {
    if let Some(file) = &args.check {
        return check(file, args, out);
    }
    let path = register::path(db)?;
    if let Some(folder) = &args.out {
        return write_out(&path, folder, out);
    }
    list(&path, out)
}

fn list(register: &Path, out: &mut Out) -> anyhow::Result<()> {
    let own = |edition: &Edition| own_forms::read(register, edition);
    for edition in sets::editions() {
        let origin = match own(edition) {
            Ok(Some(_)) => format!("mẫu của đơn vị: {}", own_forms::folder(register).join(edition.file()).display()),
            Ok(None) => "mẫu có sẵn".to_owned(),
            Err(said) => said,
        };
        let fault = forms::template(edition, &own).err().map(|error| format!(". LỖI: {error}")).unwrap_or_default();
        let form = edition.form;
        out.say(&format!("{}  bộ {}, mẫu số {}: {}", form.code(), edition.set, edition.number, form.label()));
        out.say(&format!(
            "    {}, áp dụng từ {}, khổ {}; {origin}{fault}",
            edition.source,
            edition.valid_from.vietnamese(),
            edition.paper_label()
        ));
        doubt(edition, out);
    }
    Ok(())
}

/// Says what of a template is to be held against the published form.
fn doubt(edition: &Edition, out: &mut Out) {
    let said = edition.doubt();
    if !said.is_empty() {
        out.say(&format!("    {said}"));
    }
}

/// Writes every template that is in use, the office's own ones included, with the list of placeholders. What is there
/// already is somebody's work and stays.
fn write_out(register: &Path, folder: &Path, out: &mut Out) -> anyhow::Result<()> {
    let mut written = 0;
    let put = |name: &str, bytes: &[u8]| -> anyhow::Result<bool> {
        let path = folder.join(name);
        if path.exists() {
            return Ok(false);
        }
        place::make_folder(&path)?;
        out::save(&path, |file| Ok(file.write_all(bytes)?))?;
        Ok(true)
    };
    let mut kept = Vec::new();
    for edition in sets::editions() {
        let own = own_forms::read(register, edition).map_err(anyhow::Error::msg)?;
        let Some(bytes) = own.or_else(|| sets::built_in(edition).map(<[u8]>::to_vec)) else { continue };
        let name = edition.file();
        if put(&name, &bytes)? { written += 1 } else { kept.push(name) }
    }
    if !put(LIST, forms::placeholder_list().as_bytes())? {
        kept.push(LIST.to_owned());
    }
    out.say(&format!("Đã ghi {written} mẫu vào {}; danh sách chỗ trống: {LIST}.", folder.display()));
    if !kept.is_empty() {
        out.say(&format!("Giữ nguyên tệp đã có: {}.", kept.join(", ")));
    }
    let own = own_forms::folder(register);
    out.say(&format!("Sửa bằng Word rồi chép vào {}; kiểm tra bằng motcua forms --check TỆP.", own.display()));
    Ok(())
}

fn check(file: &Path, args: &FormsArgs, out: &mut Out) -> anyhow::Result<()> {
    let bytes = std::fs::read(file)
        .map_err(|error| anyhow::anyhow!("Không đọc được {}: {}.", file.display(), out::cause(&error)))?;
    let named = || Form::from_code(&file.file_stem()?.to_string_lossy());
    let form = args.form.or_else(named).ok_or_else(|| {
        Usage(format!("Không biết {} là mẫu nào: hãy ghi thêm --form MẪU, ví dụ --form 01.", file.display()))
    })?;
    let edition = edition(form, file, args.set.as_deref())?;
    forms::check(edition, &bytes).map_err(|error| anyhow::anyhow!("{}: {error}", file.display()))?;
    let (set, path) = (&edition.set, file.display());
    out.say(&format!("{path}: dùng được làm mẫu {} của bộ {set} – {}.", form.code(), form.label()));
    doubt(edition, out);
    Ok(())
}

/// The edition that a file is to be one of: of the set that was asked for, else of the one its folder is named after,
/// else of the newest.
fn edition(form: Form, file: &Path, set: Option<&str>) -> anyhow::Result<&'static Edition> {
    let of_form = || sets::editions().iter().filter(|edition| edition.form == form);
    if let Some(set) = set {
        let found = of_form().find(|edition| edition.set == set);
        return found.ok_or_else(|| anyhow::anyhow!("Bộ {set} không có mẫu {}.", form.code()));
    }
    let folder = file.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    let found = of_form().find(|edition| Some(&edition.set) == folder.as_ref()).or_else(|| of_form().next_back());
    found.ok_or_else(|| anyhow::anyhow!("Không có mẫu {} trong bộ mẫu nào.", form.code()))
}
