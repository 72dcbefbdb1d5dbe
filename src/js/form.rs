//! Parts to the platform's own FormData.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, File, FilePropertyBag, FormData};

use crate::js::body::Body;
use crate::js::foreign::{get, get_blob};
use crate::part::{Part, PartValue};

/// The form, its parts in order.
pub(super) fn form_data(parts: &[Part<'_, Body>]) -> Result<FormData, JsValue> {
    let form = FormData::new()?;
    for part in parts {
        let field = &*part.name;
        match &part.value {
            PartValue::Text(text) => form.append_with_str(field, text)?,
            // No instanceof: a Blob of another realm is a Blob.
            PartValue::File(file, name) => {
                let name = &**name;
                let blob = renamed(file.body.as_js().unchecked_ref(), name)?;
                form.append_with_blob_and_filename(field, &blob, name)?;
            }
        }
    }
    Ok(form)
}

/// Bun gives a File back under its own name, whatever name it was appended under. Apart from the rest, as `input::other` is.
#[inline(never)]
fn renamed(blob: &Blob, name: &str) -> Result<Blob, JsValue> {
    match get(blob, "name")?.as_string() {
        Some(own) if own != name => {
            let options = FilePropertyBag::new();
            options.set_type(&get_blob(blob, "type").as_string().unwrap_or_default());
            File::new_with_blob_sequence_and_options(&Array::of1(blob), name, &options).map(Into::into)
        }
        _ => Ok(blob.clone()),
    }
}
