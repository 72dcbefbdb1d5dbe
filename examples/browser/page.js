// The page has no key: it sends through proxy.js, on its own origin.
import { isInvalidMessageError, Mailgun } from "mailgun-edge";

const form = document.querySelector("form");
const { domain, contact } = form.dataset;
const mailgun = new Mailgun({ domain, baseUrl: `${location.origin}/mail` });

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const data = new FormData(form);
  const file = data.get("file");
  try {
    await mailgun.send({
      from: `website@${domain}`,
      to: contact,
      replyTo: data.get("email"),
      subject: "From the contact form",
      text: data.get("message"),
      attachment: file.size ? file : undefined, // a file input that was left empty is a file of no bytes
    });
    form.querySelector("output").value = "Sent. Thank you.";
  } catch (error) {
    form.querySelector("output").value = isInvalidMessageError(error) ? error.message : "It could not be sent. Please try again later.";
  }
});
