//! What an office may do to a template: edit it in Word, and be told what is wrong with it.

use std::io::{Cursor, Read, Write};

use motcua::desk::forms::{fill, template};
use motcua::report::forms::sets::{Edition, Form, built_in};

use crate::papers::paragraphs;
use crate::support::at;
use crate::world::{FIRST, register};

/// The built-in template with its body changed.
fn edited(edition: &Edition, edit: impl Fn(&str) -> String) -> Vec<u8> {
    let bytes = built_in(edition).expect("a template");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("a part");
        let name = file.name().expect("a name").into_owned();
        let mut text = String::new();
        file.read_to_string(&mut text).expect("text");
        let text = if name == "word/document.xml" { edit(&text) } else { text };
        out.start_file(name, zip::write::SimpleFileOptions::default()).expect("begun");
        out.write_all(text.as_bytes()).expect("written");
    }
    out.finish().expect("a package").into_inner()
}

/// Word cuts what is typed into runs, wherever a spelling mark or a change of type begins.
#[test]
fn an_edited_template_with_cut_placeholders_wins() {
    let own = |edition: &Edition| {
        Ok(Some(edited(edition, |body| {
            let cut = "{ma_ho</w:t></w:r><w:proofErr w:type=\"gramStart\"/><w:r><w:rPr><w:i/></w:rPr><w:t>_so}";
            body.replace("{ma_ho_so}", cut).replace("Tiếp nhận hồ sơ của", "Đã nhận hồ sơ của")
        })))
    };
    let (store, ids) = register(&FIRST);
    let filled = fill(&store, &own, Form::Receipt, ids.whole, at("2026-03-02 08:10")).expect("filled");
    let text = paragraphs(&filled.bytes).join("\n");
    assert!(text.contains("Mã hồ sơ: MC-260302-0001"), "{text}");
    assert!(text.contains("Đã nhận hồ sơ của: Lê Thị Mẫu"), "{text}");
}

#[test]
fn a_wrong_template_is_named_with_its_placeholder_and_gives_no_letter() {
    let (store, ids) = register(&FIRST);
    let said = |edit: &dyn Fn(&str) -> String| {
        let own = |edition: &Edition| Ok(Some(edited(edition, edit)));
        let error = fill(&store, &own, Form::Apology, ids.whole, at("2026-04-10 08:00")).expect_err("wrong");
        error.to_string()
    };
    let unknown = said(&|body| body.replace("{ly_do_tre}", "{ly_do_muon}"));
    assert!(unknown.contains("Mẫu 04 (bộ 2025)") && unknown.contains("{ly_do_muon}"), "{unknown}");
    assert!(unknown.contains("tệp mau/2025/04.docx"), "the file to mend is named: {unknown}");
    let missing = said(&|body| body.replace("{luc_hen_lai}", "hôm sau"));
    assert!(missing.contains("thiếu chỗ trống bắt buộc {luc_hen_lai}"), "{missing}");
    let half = said(&|body| body.replace("{so_van_ban}", "{so_van_ban"));
    assert!(half.contains("thiếu một nửa"), "{half}");
    let broken = said(&|body| body.replace("</w:body>", ""));
    assert!(broken.contains("tệp hỏng"), "{broken}");
}

#[test]
fn a_template_that_cannot_be_read_is_no_reason_to_take_another() {
    let own = |_: &Edition| Err("Không đọc được mẫu mau/2025/04.docx".to_owned());
    let edition = motcua::report::forms::sets::in_force(Form::Apology, "2026-01-01".parse().expect("a day"));
    let error = template(edition.expect("an edition"), &own).expect_err("unreadable");
    assert!(error.to_string().contains("mau/2025/04.docx"));
}
