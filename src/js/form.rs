//! Parts to the platform's own FormData.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, FormData};

use crate::js::input::Body;
use crate::part::{Part, PartValue};

/// The form, its parts in order.
pub(super) fn form_data(parts: &[Part<'_, Body>]) -> Result<FormData, JsValue> {
    let form = FormData::new()?;
    for part in parts {
        match &part.value {
            PartValue::Text(text) => form.append_with_str(&part.name, text)?,
            // No instanceof: a Blob of another realm is a Blob.
            PartValue::File(file, name) => {
                form.append_with_blob_and_filename(
                    &part.name,
                    file.body.as_js().unchecked_ref::<Blob>(),
                    name,
                )?;
            }
        }
    }
    Ok(form)
}
