import { idOf, oneMore, type Plant, spoil } from "./plant.ts";

const visits = (field: string, how: Parameters<typeof spoil>[3]) =>
  spoil("appointments", "appointments", field, how);

export const VISITS: Plant[] = [
  visits("startsAt", "moment"),
  visits("endsAt", "moment"),
  visits("cancelledAt", "moment"),
  visits("createdAt", "moment"),
  visits("durationMinutes", "number"),
  visits("patientId", "person"),
  visits("practitionerId", "person"),
  visits("locationId", "company"),
  visits("recordOwnerId", "member"),
  visits("bookingNote", "gone"),
  visits("appointmentType", "gone"),
  visits("name", "text"),
  visits("importedAppointmentId", "text"),
  {
    name: "appointments: cancelled by its date alone, and now it took place",
    plant: (simulators, there) => {
      const id = idOf(there, "appointments", "appointments/88005");
      const other = there.appointments.find(({ practiceHubId }) => practiceHubId === "appointments/88000");
      return simulators.person("PATCH", `appointments/${id}`, {
        appointmentStatus: other?.["appointmentStatus"],
      });
    },
    finds: ["appointments appointmentStatus"],
  },
  {
    name: "appointments: one of another type",
    plant: (simulators, there) => {
      const [first, ...rest] = there.appointments.filter((found) => found["appointmentType"]);
      const other = rest.find((found) => found["appointmentType"] !== first?.["appointmentType"]);
      const change = { appointmentType: other?.["appointmentType"] };
      return simulators.person("PATCH", `appointments/${first?.id}`, change);
    },
    finds: ["appointments appointmentType"],
  },
  oneMore("appointments", "appointments"),
];
