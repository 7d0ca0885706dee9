//! What clap says, in Vietnamese: help and version as they were asked for, and one sentence for each kind of mistake.

use std::error::Error as _;
use std::io::Write;

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use crate::cli::out::Out;

/// Prints what the parser has to say; returns the exit code.
pub fn answer(error: &Error, out: &mut Out) -> u8 {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            out.say(error.render().to_string().trim_end());
            u8::from(out.flush().is_err())
        }
        _ => {
            out.complain(&format!("Lỗi: {}", sentence(error)));
            out.complain("Gõ motcua --help hoặc motcua LỆNH --help để xem cách dùng.");
            2
        }
    }
}

fn sentence(error: &Error) -> String {
    let arg = context(error, ContextKind::InvalidArg);
    let value = context(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument => format!("không có tùy chọn hoặc tham số “{arg}” ở đây{}.", meant(error)),
        ErrorKind::InvalidSubcommand => {
            format!("không có lệnh “{}”{}.", context(error, ContextKind::InvalidSubcommand), meant(error))
        }
        ErrorKind::MissingSubcommand => "chưa ghi lệnh.".to_owned(),
        ErrorKind::ValueValidation => match error.source() {
            Some(why) => format!("giá trị “{value}” của {arg} không dùng được: {why}."),
            None => format!("giá trị “{value}” của {arg} không dùng được."),
        },
        ErrorKind::InvalidValue if value.is_empty() => format!("{arg} thiếu giá trị."),
        ErrorKind::InvalidValue => {
            let valid = context(error, ContextKind::ValidValue);
            format!("giá trị “{value}” của {arg} không dùng được: phải là một trong: {valid}.")
        }
        ErrorKind::InvalidUtf8 => "có chữ không đúng mã UTF-8.".to_owned(),
        ErrorKind::MissingRequiredArgument => format!("còn thiếu: {arg}."),
        ErrorKind::ArgumentConflict => {
            let other = context(error, ContextKind::PriorArg);
            if other.is_empty() || other == arg {
                format!("{arg} chỉ được ghi một lần.")
            } else {
                format!("{arg} không đi cùng {other}; hãy bỏ một trong hai.")
            }
        }
        ErrorKind::NoEquals => format!("{arg} phải viết liền giá trị sau dấu bằng."),
        ErrorKind::TooManyValues => format!("thừa giá trị “{value}” ở {arg}."),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => format!("{arg} có số giá trị không đúng."),
        _ => "không hiểu dòng lệnh này.".to_owned(),
    }
}

fn meant(error: &Error) -> String {
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand]
        .into_iter()
        .map(|kind| context(error, kind))
        .find(|text| !text.is_empty());
    near.map_or_else(String::new, |near| format!("; có phải ý là {near}?"))
}

fn context(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    }
}
